//! The demo firm in Pune: networks and their upkeep for offices, hotels, schools and clinics.

use super::firm::{Client, Firm, Ware, Words, home, ware};
use crate::settings::area::Workflow;
use crate::settings::country::Country;

pub(super) const FIRM: Firm = Firm {
    country: Country::India,
    name: "Tamhini Networks",
    owner: "Asha Deshmukh",
    workflow: Workflow::Trading,
    utc_minutes: 330,
    letterhead: &[
        ("name", "Pune"),
        ("legal_name", "Tamhini Networks Private Limited"),
        ("street", "Office 4, Kadamba Chambers\nBaner Road"),
        ("city", "Pune"),
        ("postal_code", "411045"),
        ("region", "27"),
        ("email", "accounts@tamhini.example"),
        ("website", "tamhini.example"),
        ("bank_account_name", "Tamhini Networks Private Limited"),
        ("bank_account", "000000420017"),
        ("bank_name", "Sahyadri Sample Bank, Baner"),
        ("bank_code", "SMPL0000042"),
        ("upi_id", "tamhini@example"),
        (
            "estimate_terms",
            "Valid for 30 days. Half in advance for hardware.\nWork starts within ten working days of the order.",
        ),
        ("invoice_terms", "Please pay to the account above and name the invoice number."),
    ],
    clients: CLIENTS,
    wares: WARES,
    people: &[
        "Rohan Kulkarni",
        "Sneha Joshi",
        "Vikram Rao",
        "Meera Nair",
        "Imran Shaikh",
        "Pooja Gaikwad",
        "Arvind Menon",
        "Kavita Bhosale",
        "Nikhil Pawar",
        "Farah Contractor",
        "Sanjay Wagle",
        "Ritu Malhotra",
        "Anand Iyer",
        "Leena Fernandes",
        "Harish Gowda",
        "Swati Patil",
        "Deepak Jain",
        "Nandini Reddy",
    ],
    jobs: &["IT manager", "Accounts", "Director", "Facility manager", "Administrator", "Purchase"],
    subjects: &[
        "Structured cabling, second floor",
        "Wi-Fi for the new wing",
        "Annual maintenance, quarter",
        "Firewall replacement",
        "Camera network, gate and store",
        "Link between both offices",
        "Network audit and report",
        "Move of the server room",
        "Access points for the banquet hall",
        "Monitoring and help desk, month",
        "Cabling of the training rooms",
        "Additional points and patch panels",
    ],
    words: Words {
        estimate_note: "Prices include delivery within Pune. Civil work is not included.",
        declined: "Budget was moved to the next year",
        revoked: "Order withdrawn before work began",
        bounced: "Cheque returned: funds insufficient",
        voided: "Made out to the wrong branch of the customer",
        credited: "Order cancelled after billing",
        withheld: "TDS",
        bank_charge: "Charge of the correspondent bank",
        small_difference: "Rounded down by the payer",
        rate_source: "Rate of the bank on the day",
    },
    direct: 96,
    offers: 46,
};

const CLIENTS: &[Client] = &[
    home("Chandrika Courtyard Hotels Pvt Ltd", ["12 Lake Road", "Nashik", "422005", "27"], "IN", 30)
        .withholding(2),
    home("Kasturba Vale International School", ["Survey 88, Bavdhan", "Pune", "411021", "27"], "IN", 15),
    home(
        "Neelkamal Auto Components Pvt Ltd",
        ["Plot 41, Phase II, Chakan", "Pune", "410501", "27"],
        "IN",
        45,
    )
    .withholding(2),
    home("Bhima Valley Dairy LLP", ["Solapur Road", "Baramati", "413102", "27"], "IN", 30),
    home("Saanjh Diagnostics LLP", ["3 Prabhat Lane", "Pune", "411004", "27"], "IN", 15).withholding(10),
    home("Orchid Ridge Software Pvt Ltd", ["Tower C, Kharadi", "Pune", "411014", "27"], "IN", 30)
        .withholding(10),
    home("Girija Textiles Pvt Ltd", ["Ring Road", "Surat", "395002", "24"], "IN", 45),
    home("Malnad Coffee Exports Pvt Ltd", ["5 Estate Street", "Chikkamagaluru", "577101", "29"], "IN", 30)
        .withholding(2),
    home("Deccan Plume Publishing LLP", ["Laxmi Road", "Pune", "411030", "27"], "IN", 30),
    home("Varada Hospitals Pvt Ltd", ["Station Road", "Kolhapur", "416001", "27"], "IN", 60).withholding(2),
    home("Jaladhi Shipping Agents Pvt Ltd", ["Ballard Sample Estate", "Mumbai", "400001", "27"], "IN", 30)
        .withholding(2),
    home("किरण मिठाई भंडार", ["तुळशीबाग", "Pune", "411002", "27"], "IN", 7).speaking("hi").unregistered(),
    home("Tungabhadra Seeds Pvt Ltd", ["Market Yard", "Hubballi", "580020", "29"], "IN", 30),
    home("Aaranya Eco Resorts Pvt Ltd", ["Tiger Gate Road", "Nagpur", "440001", "27"], "IN", 30)
        .withholding(2),
    home("Shree Vardhan Polymers Pvt Ltd", ["GIDC Plot 217", "Vapi", "396195", "24"], "IN", 45)
        .withholding(2),
    home("Rostam Lamps & Decor", ["MG Road", "Pune", "411001", "27"], "IN", 15).unregistered(),
    home("Konkan Breeze Retreats LLP", ["Beach Road", "Ratnagiri", "415612", "27"], "IN", 30),
    home("Indrayani Packaging Pvt Ltd", ["Plot 9, Talegaon", "Pune", "410507", "27"], "IN", 45)
        .withholding(2),
    home("Mandovi Marine Engineering Pvt Ltd", ["Dock Lane", "Vasco da Gama", "403802", "30"], "IN", 30),
    home("Sudarshan Law Chambers", ["Shivajinagar", "Pune", "411005", "27"], "IN", 15).withholding(10),
    home("Pragati Cooperative Bank Ltd", ["Bazaar Peth", "Satara", "415001", "27"], "IN", 30).withholding(2),
    home("Amber Lotus Ayurveda Pvt Ltd", ["Temple Road", "Thrissur", "680001", "32"], "IN", 30),
    home("Delhi Loom House Pvt Ltd", ["Okhla Sample Estate", "New Delhi", "110020", "07"], "IN", 30)
        .withholding(2),
    home("Nilgiri Springs Beverages Pvt Ltd", ["Upper Bazaar", "Coimbatore", "641001", "33"], "IN", 45),
    home("Ananya Kelkar Architects", ["Erandwane", "Pune", "411038", "27"], "IN", 15).unregistered(),
    home("Harbor & Pine Analytics Inc", ["200 Sample Avenue", "New York", "10001", "NY"], "US", 30)
        .paying_in("USD", "86.40"),
];

const WARES: &[Ware] = &[
    ware(
        ["Network engineer on site", "Per day, within Pune", "service", "day", "998316"],
        "8500",
        6,
        "standard",
    ),
    ware(
        [
            "Annual maintenance, quarter",
            "Visits, spares stock and help desk",
            "subscription",
            "quarter",
            "998716",
        ],
        "42000",
        1,
        "standard",
    ),
    ware(
        ["Network audit with report", "Survey, measurements, findings, plan", "service", "nos", "998313"],
        "65000",
        1,
        "standard",
    ),
    ware(
        ["Cabling point, Cat 6A", "Cable, outlet, patching and test report", "service", "nos", "995461"],
        "1850",
        60,
        "standard",
    ),
    ware(["Access point, ceiling, Wi-Fi 6", "", "product", "nos", "851762"], "14200", 12, "standard"),
    ware(["Managed switch, 24 ports, PoE", "", "product", "nos", "851762"], "38750", 4, "standard"),
    ware(
        ["Firewall, up to 100 users", "With one year of updates", "product", "nos", "851762"],
        "96500",
        1,
        "standard",
    ),
    ware(["Patch cord, Cat 6A, 2 m", "", "product", "nos", "854442"], "245.50", 80, "standard"),
    ware(["Wall rack, 9 U", "", "product", "nos", "853810"], "7480", 3, "standard"),
    ware(
        ["Remote monitoring, month", "Alerts day and night", "subscription", "month", "998316"],
        "12500",
        3,
        "standard",
    ),
    ware(["Training handbook, printed", "", "product", "nos", "4901"], "650", 30, "reduced"),
    ware(["Travel beyond Pune", "Per kilometre", "service", "km", "996601"], "18", 420, "standard"),
];
