//! `#[derive(Record)]`: one declaration per record. See `kernel::Record`.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, Ident, LitStr, Type};

/// Derives `kernel::Record` and a constant `&FieldMeta` per field.
///
/// On the struct: `#[record(name = "org_unit", timeline)]`.
/// On each field: `#[field(class = "…")]` (required), and optionally `id`, `key`, `subject`, `searchable`,
/// `refers_to = "person"` or `refers_to = "catalogue:leave_kind"`.
#[proc_macro_derive(Record, attributes(record, field))]
pub fn derive_record(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(Error::into_compile_error).into()
}

struct Declaration {
    name: String,
    timeline: bool,
}

struct Field {
    ident: Ident,
    ty: Type,
    class: Ident,
    id: bool,
    key: bool,
    subject: bool,
    searchable: bool,
    refers_to: Option<String>,
}

fn expand(input: &DeriveInput) -> Result<Tokens, Error> {
    let declaration = read_declaration(input)?;
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(input, "a record is a struct"));
    };
    let Fields::Named(named) = &data.fields else {
        return Err(Error::new_spanned(input, "a record has named fields"));
    };
    let fields = named.named.iter().map(read_field).collect::<Result<Vec<_>, _>>()?;
    let id =
        fields.iter().find(|field| field.id).ok_or_else(|| Error::new_spanned(input, "mark one field with `id`"))?;
    let id = &id.ident;
    let key = fields.iter().find(|field| field.key).map_or(id, |field| &field.ident);
    let subject = subject_of(&fields);
    let about = fields.iter().find(|field| field.subject).map(|field| field.ident.to_string());
    let about =
        about.map_or_else(|| quote!(::core::option::Option::None), |name| quote!(::core::option::Option::Some(#name)));
    let (name, timeline) = (&declaration.name, declaration.timeline);
    let metas = fields.iter().map(|field| field.meta(name));
    let constants = fields.iter().enumerate().map(|(index, field)| field.constant(index));
    let values = fields.iter().map(|field| &field.ident);
    let record = &input.ident;
    Ok(quote! {
        impl ::kernel::Record for #record {
            const META: &'static ::kernel::RecordMeta = &::kernel::RecordMeta {
                name: #name,
                timeline: #timeline,
                subject: #about,
                fields: &[#(#metas),*],
            };
            fn id(&self) -> ::uuid::Uuid { self.#id }
            fn key(&self) -> ::uuid::Uuid { self.#key }
            fn subject(&self) -> ::core::option::Option<::uuid::Uuid> { #subject }
            fn values(&self) -> ::std::vec::Vec<::kernel::FieldValue> {
                ::std::vec![#(::kernel::FieldLike::to_value(&self.#values)),*]
            }
        }
        impl #record { #(#constants)* }
    })
}

fn subject_of(fields: &[Field]) -> Tokens {
    let Some(field) = fields.iter().find(|field| field.subject) else {
        return quote!(::core::option::Option::None);
    };
    let ident = &field.ident;
    quote!(::core::convert::Into::into(self.#ident))
}

impl Field {
    fn meta(&self, record: &str) -> Tokens {
        let (ty, class, searchable) = (&self.ty, &self.class, self.searchable);
        let name = self.ident.to_string();
        let label = format!("{record}.{name}");
        let refers_to = self.refers_to.as_ref().map_or_else(
            || quote!(::core::option::Option::None),
            |target| quote!(::core::option::Option::Some(#target)),
        );
        quote! {
            ::kernel::FieldMeta {
                name: #name,
                label: #label,
                class: ::kernel::FieldClass::#class,
                field_type: <#ty as ::kernel::FieldLike>::TYPE,
                required: <#ty as ::kernel::FieldLike>::REQUIRED,
                searchable: #searchable,
                sealed: <#ty as ::kernel::FieldLike>::SEALED,
                refers_to: #refers_to,
            }
        }
    }

    fn constant(&self, index: usize) -> Tokens {
        let constant = format_ident!("{}", self.ident.to_string().to_uppercase());
        let doc = format!("The declaration of `{}`.", self.ident);
        quote! {
            #[doc = #doc]
            pub const #constant: &'static ::kernel::FieldMeta = &<Self as ::kernel::Record>::META.fields[#index];
        }
    }
}

fn read_declaration(input: &DeriveInput) -> Result<Declaration, Error> {
    let mut declaration = Declaration { name: String::new(), timeline: false };
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("record")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("name") {
                declaration.name = meta.value()?.parse::<LitStr>()?.value();
            } else if meta.path.is_ident("timeline") {
                declaration.timeline = true;
            } else {
                return Err(meta.error("expected `name` or `timeline`"));
            }
            Ok(())
        })?;
    }
    if declaration.name.is_empty() {
        return Err(Error::new_spanned(&input.ident, "write `#[record(name = \"…\")]`"));
    }
    Ok(declaration)
}

fn read_field(field: &syn::Field) -> Result<Field, Error> {
    let ident = field.ident.clone().ok_or_else(|| Error::new_spanned(field, "a record has named fields"))?;
    let mut class = None;
    let (mut id, mut key, mut subject, mut searchable, mut refers_to) = (false, false, false, false, None);
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("field")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("class") {
                let name: LitStr = meta.value()?.parse()?;
                class = Some(format_ident!("{}", pascal(&name.value()), span = name.span()));
            } else if meta.path.is_ident("refers_to") {
                refers_to = Some(meta.value()?.parse::<LitStr>()?.value());
            } else if meta.path.is_ident("id") {
                id = true;
            } else if meta.path.is_ident("key") {
                key = true;
            } else if meta.path.is_ident("subject") {
                subject = true;
            } else if meta.path.is_ident("searchable") {
                searchable = true;
            } else {
                return Err(meta.error("expected `class`, `id`, `key`, `subject`, `searchable` or `refers_to`"));
            }
            Ok(())
        })?;
    }
    let class = class
        .ok_or_else(|| Error::new_spanned(field, format!("say who may see `{ident}`: `#[field(class = \"…\")]`")))?;
    Ok(Field { ident, ty: field.ty.clone(), class, id, key, subject, searchable, refers_to })
}

fn pascal(snake: &str) -> String {
    snake
        .split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
        })
        .collect()
}
