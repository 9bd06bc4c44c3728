//! An enquiry as it comes, in one line or pasted from a chat or a mail, taken apart on the device: who, from where, how to
//! reach them, what they want, for how much.
//!
//! The rule in prose: what has a shape of its own (address, number, sum) is taken first; labels, mail headers and the
//! beginning of chat lines come next; then words that introduce a name, a firm, a place or a wish; what still looks like a
//! name is one. Every part is a guess that the user corrects before or after it is kept, so doubt leaves a part empty.

use super::pieces::{self, Sum};
use super::vocabulary::{CITIES, CLOSINGS, COURTESY, FIRM, FREE_MAIL, INTRODUCES, WANTS};
use crate::kernel::text;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// What an enquiry seems to say; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct LeadGuess {
    /// The person.
    pub name: String,
    /// The firm.
    pub company: String,
    /// Phone number as written.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// City or place.
    pub place: String,
    /// Where the enquiry comes from, where it says so: a portal, the website.
    pub source: String,
    /// What is wanted.
    pub interest: String,
    /// The sum as written, such as "2 lakh".
    pub amount: String,
    /// ISO 4217 code of the sum, when a sign or code says so.
    pub currency: String,
}

const LINES_MAX: usize = 200;

/// Reads an enquiry. Every text gives an answer.
#[must_use]
pub fn parse(enquiry: &str) -> LeadGuess {
    let mut reader = Reader::default();
    for line in enquiry.lines().take(LINES_MAX) {
        // Numbers are read, and kept, in the digits that forms and telephones take.
        reader.line(text::ascii_digits(line).trim());
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    guess: LeadGuess,
    /// Pieces that look like names, in their order.
    names: Vec<String>,
    /// The first piece that looks like a sentence.
    rest: String,
    signed: bool,
}

/// Keeps the first thing that was found.
fn keep(field: &mut String, found: &str) {
    if field.is_empty() {
        found.trim().clone_into(field);
    }
}

impl Reader {
    fn line(&mut self, line: &str) {
        let line = self.chat(line);
        let folded = text::fold(&line);
        if folded.is_empty() {
            return;
        }
        let bare = folded.trim_end_matches([',', '.', '!']);
        if CLOSINGS.contains(&bare) {
            self.signed = true;
            return;
        }
        let pieces = pieces::split(&line);
        // Portals write "Name: …, Mobile: …" in one line.
        let several = pieces.iter().filter(|piece| piece.contains(':')).count() > 1;
        if !several && self.labelled(&line) {
            return;
        }
        for piece in pieces {
            if !several || !self.labelled(&piece) {
                self.piece(&piece);
            }
        }
    }

    /// The beginning of a chat line ("[22/11/26, 9:15 am] Ramesh Patil: …") names its writer.
    fn chat(&mut self, line: &str) -> String {
        let Some((writer, message)) = pieces::chat_line(line) else {
            return line.to_owned();
        };
        if looks_like_name(&writer) {
            keep(&mut self.guess.name, &writer);
        } else if let Some((phone, _)) = pieces::take_phone(&writer) {
            keep(&mut self.guess.phone, &phone);
        }
        message
    }

    /// Who can be asked: a name, a number or an address, or several of these.
    fn contact(&mut self, value: &str) {
        let mut rest = value.to_owned();
        if let Some((email, without)) = pieces::take_email(&rest) {
            keep(&mut self.guess.email, &email);
            rest = without;
        }
        if let Some((phone, without)) = pieces::take_phone(&rest) {
            keep(&mut self.guess.phone, &phone);
            rest = without;
        }
        keep(&mut self.guess.name, rest.trim_matches(|c: char| "<>()[],;:-–/| ".contains(c)));
    }

    /// Lines such as "Phone: …" and the headers of a mail. True when the line is used up.
    fn labelled(&mut self, line: &str) -> bool {
        let Some((label, value)) = line.split_once(':') else {
            return false;
        };
        let value = value.trim();
        match text::fold(label).as_str() {
            "from" => {
                if let Some((email, rest)) = pieces::take_email(value) {
                    keep(&mut self.guess.email, &email);
                    let name = rest.trim_matches(|c: char| "<>\"' ".contains(c));
                    if looks_like_name(name) {
                        keep(&mut self.guess.name, name);
                    }
                } else if looks_like_name(value) {
                    keep(&mut self.guess.name, value);
                }
            }
            "name" | "contact" | "contact person" | "nom" | "नाम" | "الاسم" => self.contact(value),
            "company" | "firm" | "organisation" | "organization" | "business" | "societe" | "कंपनी"
            | "الشركه" => {
                keep(&mut self.guess.company, value);
            }
            "phone" | "mobile" | "mob" | "tel" | "telephone" | "whatsapp" | "cell" | "contact no" | "m"
            | "फोन" | "मोबाइल" | "الهاتف" | "هاتف" => {
                let phone = pieces::take_phone(value).map_or_else(String::new, |(phone, _)| phone);
                keep(&mut self.guess.phone, &phone);
            }
            "email" | "e-mail" | "mail" | "email id" => {
                let email = pieces::take_email(value).map_or_else(String::new, |(email, _)| email);
                keep(&mut self.guess.email, &email);
            }
            "city" | "place" | "location" | "ville" | "शहर" | "المدينه" => {
                keep(&mut self.guess.place, value)
            }
            "budget" | "amount" | "value" | "montant" | "बजट" | "الميزانيه" => {
                match pieces::take_sum(value, true) {
                    Some((sum, _)) => self.sum(&sum),
                    None => return false,
                }
            }
            "requirement" | "need" | "needs" | "interest" | "interested in" | "subject" | "product"
            | "objet" => {
                let wish = value.trim_start_matches("Re:").trim_start_matches("Fwd:").trim();
                let wish = after_any(wish, WANTS).map_or(wish, |at| wish.get(at..).unwrap_or(wish));
                keep(&mut self.guess.interest, wish);
            }
            "source" | "lead source" | "enquiry source" | "स्रोत" | "المصدر" => {
                keep(&mut self.guess.source, value);
            }
            "to" | "cc" | "bcc" | "date" | "sent" | "reply-to" => {}
            // A heading before the first label.
            _ => return self.labelled(value),
        }
        true
    }

    fn sum(&mut self, sum: &Sum) {
        if self.guess.amount.is_empty() {
            self.guess.amount.clone_from(&sum.amount);
            sum.currency.clone_into(&mut self.guess.currency);
        }
    }

    fn piece(&mut self, piece: &str) {
        let mut piece = piece.to_owned();
        while let Some((email, rest)) = pieces::take_email(&piece) {
            keep(&mut self.guess.email, &email);
            piece = rest;
        }
        while let Some((sum, rest)) = pieces::take_sum(&piece, false) {
            self.sum(&sum);
            piece = rest;
        }
        while let Some((phone, rest)) = pieces::take_phone(&piece) {
            keep(&mut self.guess.phone, &phone);
            piece = rest;
        }
        if let Some(at) = after_any(&piece, WANTS) {
            let wish = piece.get(at..).unwrap_or_default();
            keep(
                &mut self.guess.interest,
                wish.trim_matches(|c: char| c.is_whitespace() || ".!?".contains(c)),
            );
            let before = piece.get(..before_any(&piece, WANTS)).unwrap_or_default().to_owned();
            self.words(&before);
        } else {
            self.words(&piece);
        }
    }

    /// Names, firms and places in words without shape.
    fn words(&mut self, piece: &str) {
        let mut piece = piece.trim().trim_matches(|c: char| "-–:.!?()<>\"".contains(c)).trim().to_owned();
        if let Some(at) = after_any(&piece, INTRODUCES) {
            piece = piece.get(at..).unwrap_or_default().trim().to_owned();
        }
        let words: Vec<&str> = piece.split_whitespace().collect();
        let link =
            words.iter().position(|word| ["from", "of", "at", "in"].contains(&text::fold(word).as_str()));
        if let Some(at) = link {
            let (before, after) = (words[..at].join(" "), words[at + 1..].join(" "));
            if looks_like_name(&after) && (before.is_empty() || looks_like_name(&before)) {
                self.named(&before);
                if text::fold(words[at]) == "in" {
                    keep(&mut self.guess.place, &after);
                } else if !self.placed(&after) {
                    keep(&mut self.guess.company, &after);
                }
                return;
            }
        }
        if !self.placed(&piece) {
            self.named(&piece);
        }
    }

    fn placed(&mut self, piece: &str) -> bool {
        let known = CITIES.contains(&text::fold(piece).as_str());
        if known {
            keep(&mut self.guess.place, piece);
        }
        known
    }

    fn named(&mut self, piece: &str) {
        if piece.is_empty() {
            return;
        }
        if is_firm(piece) && (looks_like_name(piece) || piece.split_whitespace().count() <= 6) {
            keep(&mut self.guess.company, piece);
        } else if looks_like_name(piece) {
            if self.signed {
                // Who signs is who writes.
                self.signed = false;
                self.names.insert(0, piece.to_owned());
            } else {
                self.names.push(piece.to_owned());
            }
        } else if piece.split_whitespace().count() >= 2 && !is_courtesy(piece) {
            keep(&mut self.rest, piece);
        }
    }

    fn finish(mut self) -> LeadGuess {
        let mut names = self.names.into_iter();
        if self.guess.name.is_empty() {
            self.guess.name = names.next().unwrap_or_default();
        }
        if self.guess.company.is_empty() {
            self.guess.company = names.find(|name| *name != self.guess.name).unwrap_or_default();
        }
        if self.guess.company.is_empty() {
            self.guess.company = firm_of(&self.guess.email);
        }
        keep(&mut self.guess.interest, &self.rest);
        for field in [
            &mut self.guess.name,
            &mut self.guess.company,
            &mut self.guess.phone,
            &mut self.guess.email,
            &mut self.guess.place,
            &mut self.guess.source,
            &mut self.guess.interest,
            &mut self.guess.amount,
        ] {
            *field = field
                .chars()
                .filter(|c| !c.is_control())
                .take(text::LINE_MAX)
                .collect::<String>()
                .trim()
                .to_owned();
        }
        self.guess
    }
}

/// Where the text after the first of `phrases` begins, in bytes.
fn after_any(piece: &str, phrases: &[&str]) -> Option<usize> {
    phrases.iter().find_map(|phrase| pieces::find_words(piece, phrase)).map(|(_, after)| after)
}

fn before_any(piece: &str, phrases: &[&str]) -> usize {
    phrases.iter().find_map(|phrase| pieces::find_words(piece, phrase)).map_or(0, |(before, _)| before)
}

/// One to four words that begin with a capital (or belong to a script without capitals), none of them a courtesy.
fn looks_like_name(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let plain = |word: &&str| {
        let capital = word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        let joint = ["and", "de", "da", "van", "bin", "al", "el", "&", "of"].contains(word);
        (capital || joint) && !word.chars().any(|c| c.is_ascii_digit() || "@/=+".contains(c))
    };
    (1..=4).contains(&words.len())
        && words.iter().all(plain)
        && !is_courtesy(words.first().copied().unwrap_or_default())
}

fn is_courtesy(piece: &str) -> bool {
    let folded = text::fold(piece);
    text::words(&folded).first().is_some_and(|word| COURTESY.contains(word))
}

fn is_firm(piece: &str) -> bool {
    let folded = text::fold(piece);
    let words = text::words(&folded);
    // One such word alone ("Services") is a topic, not a firm.
    words.len() > 1 && words.iter().any(|word| FIRM.contains(word))
}

/// The firm that an address of its own speaks of.
fn firm_of(email: &str) -> String {
    let host = email.rsplit('@').next().unwrap_or_default().to_lowercase();
    if !email.contains('@') || FREE_MAIL.contains(&host.as_str()) {
        return String::new();
    }
    let mut letters = host.split('.').next().unwrap_or_default().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(enquiry: &str, expected: [&str; 8]) {
        let [name, company, phone, email, place, interest, amount, currency] = expected.map(str::to_owned);
        let source = String::new();
        let expected = LeadGuess { name, company, phone, email, place, source, interest, amount, currency };
        assert_eq!(parse(enquiry), expected, "{enquiry}");
    }

    #[test]
    fn what_follows_one_label_stays_whole() {
        assert_eq!(
            parse("Subject: Re: Cold room sensors, two sites").interest,
            "Cold room sensors, two sites"
        );
    }

    #[test]
    fn a_portal_writes_its_labels_in_one_line() {
        let portal = LeadGuess {
            name: "Ravi Shah".to_owned(),
            phone: "9876543210".to_owned(),
            place: "Pune".to_owned(),
            interest: "pump".to_owned(),
            source: "IndiaMART".to_owned(),
            ..LeadGuess::default()
        };
        for enquiry in [
            "New enquiry: Name: Ravi Shah, Mobile: 9876543210, City: Pune, Product: pump, Source: IndiaMART",
            "Name: Ravi Shah | Mobile: 9876543210 | City: Pune | Product: pump | Source: IndiaMART",
            "Source: IndiaMART\nName: Ravi Shah\nMobile: 9876543210\nCity: Pune\nProduct: pump",
        ] {
            assert_eq!(parse(enquiry), portal, "{enquiry}");
        }
    }

    #[test]
    fn a_contact_is_a_name_a_number_or_both() {
        let none = "";
        check(
            "Contact: +91 98220 00000\nCity: Pune",
            [none, none, "+91 98220 00000", none, "Pune", none, none, none],
        );
        check(
            "Contact: Sunita Rao, 98220 00000",
            ["Sunita Rao", none, "98220 00000", none, none, none, none, none],
        );
    }

    #[test]
    fn one_line_is_taken_apart() {
        check(
            "Ramesh Patil, Deccan Tools, Pune, 98220 00000, wants CNC AMC, 2 lakh",
            ["Ramesh Patil", "Deccan Tools", "98220 00000", "", "Pune", "CNC AMC", "2 lakh", ""],
        );
        check(
            "Sunita Rao from Aarohi Foods needs cold room sensors, sunita@aarohi.example, ₹ 1,50,000",
            [
                "Sunita Rao",
                "Aarohi Foods",
                "",
                "sunita@aarohi.example",
                "",
                "cold room sensors",
                "₹ 1,50,000",
                "INR",
            ],
        );
        check(
            "Omar Haddad, Falcon Trading LLC, Dubai, +971 50 000 0000, looking for 40 barcode scanners, AED 12,000",
            [
                "Omar Haddad",
                "Falcon Trading LLC",
                "+971 50 000 0000",
                "",
                "Dubai",
                "40 barcode scanners",
                "AED 12,000",
                "AED",
            ],
        );
        check(
            "Claire Moreau, claire@atelier-moreau.example, Lyon",
            ["Claire Moreau", "Atelier-moreau", "", "claire@atelier-moreau.example", "Lyon", "", "", ""],
        );
        check("Lohgad Resorts", ["", "Lohgad Resorts", "", "", "", "", "", ""]);
        check("Vikram", ["Vikram", "", "", "", "", "", "", ""]);
        check("रमेश पाटील, 98220 00000", ["रमेश पाटील", "", "98220 00000", "", "", "", "", ""]);
        check("", ["", "", "", "", "", "", "", ""]);
    }

    #[test]
    fn a_sum_is_read_as_its_writer_grouped_it() {
        for (enquiry, amount, currency) in [
            ("Jean Dupont, budget 15 000 €", "15 000 €", "EUR"),
            ("Jean Dupont, 12 postes, budget de 15 000 € HT", "15 000 €", "EUR"),
            ("15 000 €", "15 000 €", "EUR"),
            ("15\u{a0}000\u{a0}€", "15 000 €", "EUR"),
            ("15\u{202f}000,50\u{202f}€", "15 000,50 €", "EUR"),
            ("budget 1 250 000 €", "1 250 000 €", "EUR"),
            ("budget : 1 250 000", "1 250 000", ""),
            ("€ 15 000", "€ 15 000", "EUR"),
            ("15 000€", "15 000€", "EUR"),
            ("15k€", "15k€", "EUR"),
            ("15.000 €", "15.000 €", "EUR"),
            ("budget 15000€.", "15000€", "EUR"),
            ("budget Rs. 15,000/-", "Rs. 15,000", "INR"),
            ("3 chairs, 250 €", "250 €", "EUR"),
            ("बजट २ लाख", "2 लाख", ""),
            ("ميزانية ١٥٬٠٠٠ درهم", "15٬000", ""),
            ("Budget: ₹ १,५०,०००", "₹ 1,50,000", "INR"),
        ] {
            let guess = parse(enquiry);
            assert_eq!((guess.amount.as_str(), guess.currency.as_str()), (amount, currency), "{enquiry}");
        }
    }

    #[test]
    fn digits_and_places_of_other_scripts_are_read() {
        check(
            "सुनीता शर्मा, शर्मा ट्रेडर्स, ९८२२०१२३४५, पुणे",
            ["सुनीता शर्मा", "शर्मा ट्रेडर्स", "9822012345", "", "पुणे", "", "", ""],
        );
        check("عمر حداد، +٩٧١ ٥٠ ١٢٣ ٤٥٦٧، دبي", ["عمر حداد", "", "+971 50 123 4567", "", "دبي", "", "", ""]);
        check(
            "नाम: रमेश पाटील\nमोबाइल: ९८२२० १२३४५\nशहर: फ़रीदाबाद",
            ["रमेश पाटील", "", "98220 12345", "", "फ़रीदाबाद", "", "", ""],
        );
        for city in CITIES {
            assert_eq!(text::fold(city), *city, "the list is compared with folded text");
        }
    }

    #[test]
    fn a_chat_line_names_its_writer() {
        check(
            "[22/11/26, 9:15:02 am] Ramesh Patil: Hi, we need 14 access points for our plant in Chakan. Budget 3.5 lakh",
            ["Ramesh Patil", "", "", "", "", "14 access points for our plant in Chakan", "3.5 lakh", ""],
        );
        check(
            "22/11/2026, 9:15 am - +91 98220 00000: Hello, this is Meera from Bluefern Clinics",
            ["Meera", "Bluefern Clinics", "+91 98220 00000", "", "", "", "", ""],
        );
    }

    #[test]
    fn a_mail_has_headers_and_a_signature() {
        check(
            "From: Sunita Rao <sunita@aarohi.example>\nTo: sales@mulshi.example\nSubject: Quote for plant network\n\n\
             Dear team,\nPlease send your offer.\n\nRegards,\nSunita Rao\nAarohi Foods Pvt Ltd\nPune\n+91 20 5550 0142",
            [
                "Sunita Rao",
                "Aarohi Foods Pvt Ltd",
                "+91 20 5550 0142",
                "sunita@aarohi.example",
                "Pune",
                "plant network",
                "",
                "",
            ],
        );
        check(
            "Name: Kavita Joshi\nCompany: Girija Hospital\nMobile: 98230-00000\nEmail: kavita@girija.example\n\
             City: Nashik\nBudget: 5,48,500\nRequirement: nurse call cabling",
            [
                "Kavita Joshi",
                "Girija Hospital",
                "98230-00000",
                "kavita@girija.example",
                "Nashik",
                "nurse call cabling",
                "5,48,500",
                "",
            ],
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(enquiry in "(\\PC|\n){0,200}") {
            let guess = parse(&enquiry);
            prop_assert!(guess.name.chars().count() <= text::LINE_MAX);
        }

        #[test]
        fn no_mixture_of_its_own_words_makes_it_fail(
            parts in proptest::collection::vec(
                "(from|of|wants|needs|İ|ß|ﬁ|₹|\\[|\\]|:|-|,|@|\\.|Pvt Ltd|this is|Regards|\n|[0-9,.]{1,14}|lakh|\\+91|<|>|Rs\\.|A@b\\.c|Budget:)",
                0..20,
            ),
        ) {
            let _ = parse(&parts.join(" "));
            let _ = parse(&parts.concat());
        }
    }
}
