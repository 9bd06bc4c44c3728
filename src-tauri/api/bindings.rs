//! TypeScript types of everything that crosses to the page, written from the Rust types themselves.
//!
//! The text is committed as `ui/src/host/generated.ts`; a test fails when it differs from what the program would write.

use super::{COMMANDS, Kind, permissions};
use crate::api::pipeline::{Reply, UndoHandle};
use crate::kernel::error::Error;
use crate::store::registry;
use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

/// How a Rust type looks in TypeScript, with all types it mentions.
pub struct Shape {
    /// What to write where the type is used.
    pub name: String,
    /// Name → declaration of the types it mentions.
    pub declarations: BTreeMap<String, String>,
}

impl Shape {
    /// The shape of `T`.
    #[must_use]
    pub fn of<T: TS + 'static + ?Sized>() -> Self {
        let mut seen = Collector { config: config(), seen: HashSet::new(), declarations: BTreeMap::new() };
        seen.visit::<T>();
        Self { name: T::name(&seen.config), declarations: seen.declarations }
    }
}

fn config() -> Config {
    // Counters and instants stay below 2^53; amounts and quantities are text.
    Config::new().with_large_int("number")
}

struct Collector {
    config: Config,
    // A type may mention itself (JSON does), so each is visited once.
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            self.declarations.insert(T::ident(&self.config), T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The whole text of `generated.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut declarations = BTreeMap::new();
    let (mut commands, mut byte_commands) = (String::new(), String::new());
    for shape in [Shape::of::<Error>(), Shape::of::<Reply>(), Shape::of::<UndoHandle>()] {
        declarations.extend(shape.declarations);
    }
    for command in COMMANDS.values() {
        let (request, response) = ((command.request)(), (command.response)());
        let kind = match command.kind() {
            Kind::Read => "read",
            Kind::Write => "write",
            Kind::Bytes => {
                let _ = writeln!(byte_commands, "  \"{}\": {{ request: {} }};", command.name, request.name);
                declarations.extend(request.declarations);
                continue;
            }
        };
        let _ = writeln!(
            commands,
            "  \"{}\": {{ kind: \"{kind}\"; request: {}; response: {} }};",
            command.name, request.name, response.name
        );
        declarations.extend(request.declarations);
        declarations.extend(response.declarations);
    }
    let mut text = String::from(
        "// Written by the program from its Rust types: run `script/bindings` after changing them.\n\n",
    );
    for declaration in declarations.values() {
        let _ = writeln!(text, "export {declaration}\n");
    }
    let _ = writeln!(text, "export interface Commands {{\n{commands}}}\n");
    let _ = writeln!(text, "export interface ByteCommands {{\n{byte_commands}}}\n");
    let tags: Vec<String> = registry::tags().iter().map(|tag| format!("\"{tag}\"")).collect();
    let _ = writeln!(text, "/** What a change may be about. */\nexport type Tag = {};\n", tags.join(" | "));
    let names: Vec<String> = permissions().iter().map(|name| format!("\"{name}\"")).collect();
    let _ = writeln!(text, "export const permissions = [{}] as const;", names.join(", "));
    text
}
