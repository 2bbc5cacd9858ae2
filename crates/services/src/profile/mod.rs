//! What a person has a say in: factual tags with an objection, changes of the own data that somebody approves, and who
//! looked at what is delicate.

mod reads;
mod tags;
mod views;

pub use reads::list_own_reads;
pub use tags::{add_tag, answer_tag, list_tags, object_to_tag};
pub use views::{AnswerTag, NewTag, ObjectToTag, OwnRead, OwnReadList, TagList, TagView};
