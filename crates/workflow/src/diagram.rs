//! A definition as boxes and arrows in lanes and stages, for the board and the designer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Definition, Kind, Relation, Text};

/// What the page draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Diagram {
    /// Rows, from the top.
    pub lanes: Vec<Strip>,
    /// Columns, from the start side.
    pub stages: Vec<Strip>,
    /// The tasks.
    pub nodes: Vec<Node>,
    /// The blocking edges.
    pub edges: Vec<Edge>,
}

/// A lane or a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Strip {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: Text,
    /// Who owns it, for a lane.
    #[cfg_attr(feature = "schema", schema(required))]
    pub owner: Option<Relation>,
    /// How many grid lines lie before it.
    pub offset: usize,
    /// How many grid lines it takes: at least one. A lane is as high as its fullest cell, a stage is one wide.
    pub size: usize,
}

/// A task on the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Node {
    /// Task key.
    pub task: String,
    /// Its title.
    pub title: Text,
    /// What sort of work.
    pub kind: Kind,
    /// The article behind it.
    #[cfg_attr(feature = "schema", schema(required))]
    pub article: Option<Text>,
    /// Lane key.
    pub lane: String,
    /// Stage key.
    pub stage: String,
    /// Grid column: the place of its stage.
    pub column: usize,
    /// Grid row: the offset of its lane and its place among the tasks of its cell.
    pub row: usize,
    /// Whether it can be left out or depends on a fact.
    pub optional: bool,
}

/// A blocking edge: `to` waits for `from`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Edge {
    /// Task key of the earlier task.
    pub from: String,
    /// Task key of the later task.
    pub to: String,
}

/// Lays a definition out. No two tasks share a place. Tasks in unknown lanes or stages are left out;
/// [`crate::validate`] reports those.
pub fn diagram(definition: &Definition) -> Diagram {
    let column = |stage: &str| definition.stages.iter().position(|declared| declared.key == stage);
    let lane_index = |lane: &str| definition.lanes.iter().position(|declared| declared.key == lane);
    let mut filled: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let placed: Vec<_> = definition
        .tasks
        .iter()
        .filter_map(|task| {
            let cell = (lane_index(&task.lane)?, column(&task.stage)?);
            let slot = filled.entry(cell).or_default();
            *slot += 1;
            Some((task, cell, *slot - 1))
        })
        .collect();
    let height = |lane: usize| filled.iter().filter(|(cell, _)| cell.0 == lane).map(|(_, n)| *n).max().unwrap_or(1);
    let mut below = 0;
    let mut lanes = Vec::new();
    for (index, lane) in definition.lanes.iter().enumerate() {
        let size = height(index);
        let (key, title) = (lane.key.clone(), lane.title.clone());
        lanes.push(Strip { key, title, owner: Some(lane.owner), offset: below, size });
        below += size;
    }
    let nodes: Vec<Node> = placed
        .into_iter()
        .map(|(task, (lane, column), slot)| Node {
            task: task.key.clone(),
            title: task.title.clone(),
            kind: task.kind,
            article: task.article.clone(),
            lane: task.lane.clone(),
            stage: task.stage.clone(),
            column,
            row: lanes.get(lane).map_or(slot, |strip: &Strip| strip.offset + slot),
            optional: task.optional || task.condition.is_some(),
        })
        .collect();
    let drawn = |key: &String| nodes.iter().any(|node| node.task == *key);
    let edges = definition
        .tasks
        .iter()
        .flat_map(|task| task.after.iter().map(move |from| Edge { from: from.clone(), to: task.key.clone() }))
        .filter(|edge| drawn(&edge.from) && drawn(&edge.to))
        .collect();
    let stages = definition.stages.iter().enumerate();
    let stages = stages
        .map(|(offset, stage)| Strip {
            key: stage.key.clone(),
            title: stage.title.clone(),
            owner: None,
            offset,
            size: 1,
        })
        .collect();
    Diagram { lanes, stages, nodes, edges }
}
