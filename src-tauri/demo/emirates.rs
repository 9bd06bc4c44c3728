//! The demo firm in Dubai: a trader in fittings and equipment for hotels, clinics and offices.

use super::firm::{Client, Firm, Ware, Words, home, ware};
use crate::settings::area::Workflow;
use crate::settings::country::Country;

/// Dirhams for a dollar: the peg of the Central Bank since 1997.
const PEG: &str = "3.6725";

pub(super) const FIRM: Firm = Firm {
    country: Country::Emirates,
    name: "Sidra Creek Trading",
    owner: "Layla Haddad",
    workflow: Workflow::Trading,
    utc_minutes: 240,
    letterhead: &[
        ("name", "Dubai"),
        ("legal_name", "Sidra Creek Trading LLC"),
        ("street", "Warehouse 7, Sample Industrial Area 3"),
        ("city", "Dubai"),
        ("postal_code", ""),
        ("region", "Dubai"),
        ("legal_id", "Licence 000421"),
        ("email", "accounts@sidra-creek.example"),
        ("website", "sidra-creek.example"),
        ("bank_account_name", "Sidra Creek Trading LLC"),
        ("bank_name", "Sample Bank of the Creek"),
        ("bank_code", "SMPLAEA0XXX"),
        ("estimate_terms", "Prices ex warehouse Dubai. Delivery in two to six weeks.\nValid for 30 days."),
        ("invoice_terms", "Goods stay our property until they are paid."),
    ],
    clients: CLIENTS,
    wares: WARES,
    people: &[
        "Omar Al Suwaidi",
        "Fatima Al Zaabi",
        "خالد المنصوري",
        "Priya Thomas",
        "Hassan Darwish",
        "نورة الكتبي",
        "Maria Santos",
        "Youssef Nasser",
        "Anil Varghese",
        "Reem Barakat",
        "سلطان الشامسي",
        "Claire Hobson",
        "Tariq Qureshi",
        "Huda Saleh",
    ],
    jobs: &["Procurement", "Finance", "General manager", "Store keeper", "Project manager"],
    subjects: &[
        "Guest room fittings, floors 3 to 6",
        "Replacement of lobby lighting",
        "Office chairs and desks",
        "Kitchen equipment, staff canteen",
        "Clinic reception furniture",
        "Monthly consumables",
        "Door locks with cards",
        "Spare parts, third quarter",
        "Outdoor furniture for the terrace",
        "Linen trolleys and carts",
    ],
    words: Words {
        estimate_note: "Samples can be seen in our showroom by appointment.",
        declined: "Chose a supplier with stock",
        revoked: "Project put on hold by the client",
        bounced: "Cheque returned by the bank",
        voided: "Wrong delivery address on the invoice",
        credited: "Goods returned unopened",
        withheld: "Tax withheld abroad",
        bank_charge: "Charge of the correspondent bank",
        small_difference: "Rounded down by the payer",
        rate_source: "Central bank peg",
    },
    direct: 74,
    offers: 36,
};

const CLIENTS: &[Client] = &[
    home("Al Nakheel Oasis Hotel LLC", ["Creek Road", "Dubai", "", "Dubai"], "AE", 30),
    home("شركة الواحة للتجارة ذ.م.م", ["شارع الميناء", "الشارقة", "", "Sharjah"], "AE", 30).speaking("ar"),
    home("Pearl Lagoon Clinics FZ-LLC", ["Building 12, Health Park", "Dubai", "", "Dubai"], "AE", 45),
    home("مؤسسة الصقر الذهبي للأثاث", ["شارع الاستقلال", "عجمان", "", "Ajman"], "AE", 15).speaking("ar"),
    home("Dune Line Interiors LLC", ["Unit 8, Design Quarter", "Dubai", "", "Dubai"], "AE", 30),
    home("Mirfa Coast Contracting LLC", ["Port Street", "Abu Dhabi", "", "Abu Dhabi"], "AE", 60),
    home("مطاعم ليالي الخليج", ["كورنيش", "أبوظبي", "", "Abu Dhabi"], "AE", 30).speaking("ar"),
    home("Blue Dhow Restaurants LLC", ["Marina Walk 21", "Dubai", "", "Dubai"], "AE", 15),
    home("Hatta Ridge Lodges LLC", ["Mountain Road", "Hatta", "", "Dubai"], "AE", 30),
    home("Falaj Facility Care LLC", ["Old Souk Street", "Al Ain", "", "Abu Dhabi"], "AE", 30),
    home("Gulf Lantern Events FZE", ["Hall 3, Free Zone", "Ras Al Khaimah", "", "Ras Al Khaimah"], "AE", 15),
    home("Samar Residences LLC", ["Palm Street", "Dubai", "", "Dubai"], "AE", 30),
    home("مدارس الغد النموذجية", ["شارع المدارس", "الفجيرة", "", "Fujairah"], "AE", 45).speaking("ar"),
    home("Copper Gate Offices LLC", ["Tower 2, Bay District", "Dubai", "", "Dubai"], "AE", 30),
    home("Nour Al Bahar Spa", ["Beach Road", "Dubai", "", "Dubai"], "AE", 15).unregistered(),
    home("Marjan Reef Resorts LLC", ["Island Road", "Ras Al Khaimah", "", "Ras Al Khaimah"], "AE", 45),
    home("Serena Sands Hotels Ltd", ["Ocean Drive 40", "Mombasa", "80100", "Mombasa"], "KE", 45)
        .paying_in("USD", PEG),
    home("Karst Bay Trading Co", ["Harbour Street 5", "Muscat", "111", "Muscat"], "OM", 30)
        .paying_in("USD", PEG),
    home("Lumen Atolls Pvt Ltd", ["Marine Road", "Male", "20026", "Male"], "MV", 30).paying_in("USD", PEG),
    home("Oryx Trail Safaris LLC", ["Desert Gate", "Dubai", "", "Dubai"], "AE", 30),
];

const WARES: &[Ware] = &[
    ware(
        ["Door lock with card reader", "Brushed steel, set of handles included", "product", "nos", ""],
        "485",
        60,
        "standard",
    ),
    ware(["Pendant lamp, brass", "", "product", "nos", ""], "320", 40, "standard"),
    ware(["Lobby armchair", "Fabric class 3, fire tested", "product", "nos", ""], "1450", 16, "standard"),
    ware(["Task chair, mesh back", "", "product", "nos", ""], "690", 45, "standard"),
    ware(["Height-adjustable desk, 160 cm", "", "product", "nos", ""], "1890", 20, "standard"),
    ware(["Housekeeping trolley", "", "product", "nos", ""], "1120", 10, "standard"),
    ware(["Under-counter refrigerator", "", "product", "nos", ""], "2350", 6, "standard"),
    ware(["Terrace table, teak, 90 cm", "", "product", "nos", ""], "980", 18, "standard"),
    ware(["Installation by our team", "Per day and fitter", "service", "day", ""], "750", 8, "standard"),
    ware(["Key cards, printed, box of 200", "", "product", "box", ""], "262.50", 12, "standard"),
    ware(["Delivery and unpacking", "", "service", "nos", ""], "350", 2, "standard"),
    ware(
        ["Export packing with freight", "To the port of the buyer", "service", "nos", ""],
        "1800",
        1,
        "zero",
    ),
];
