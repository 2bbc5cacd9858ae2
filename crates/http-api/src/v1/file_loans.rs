//! Borrowing from files, and destroying what is past its time: both with somebody else's yes.

use access::Permission;
use axum::Json;
use kernel::{FileDestructionId, FileLoanId};
use services::files::{
    self, AskFileLoan, FileDestructionList, FileDestructionView, FileLoanList, FileLoanPage, FileLoanQuery,
    FileLoanView, ProposeDestruction,
};
use utoipa_axum::routes;

use crate::{Answer, ApiProblem, File, Id, Input, Made, Operation, Query, Registry, Signed, made};

const LIST_FILE_LOANS: Operation = Operation::read("list_file_loans", Permission::SessionUse);
const GET_FILE_LOAN: Operation =
    Operation::read("get_file_loan", Permission::SessionUse).fails(&["files.loan_unknown"]);
const ASK_FILE_LOAN: Operation =
    Operation::write("ask_file_loan", Permission::FileBorrow, "the request, what for sealed").fails(&[
        "access.out_of_scope",
        "approvals.asked_already",
        "files.category_unknown",
        "files.loan_days",
        "files.loan_needless",
        "files.loan_open",
        "files.person_unknown",
        "files.unknown",
        "input.reason_required",
        "input.required",
    ]);
const END_FILE_LOAN: Operation = Operation::write("end_file_loan", Permission::SessionUse, "that it ended")
    .fails(&["files.loan_ended", "files.loan_unknown"]);
const LIST_FILE_DESTRUCTIONS: Operation = Operation::read("list_file_destructions", Permission::FileDestroy);
const PROPOSE_FILE_DESTRUCTION: Operation =
    Operation::write("propose_file_destruction", Permission::FileDestroy, "the proposal and its documents").fails(&[
        "approvals.asked_already",
        "files.choose_some",
        "files.not_due",
        "input.reason_required",
    ]);
const GET_DESTRUCTION_CERTIFICATE: Operation = Operation::read("get_destruction_certificate", Permission::FileDestroy)
    .audits("that the certificate was downloaded")
    .never_repeated()
    .fails(&["files.destruction_unknown"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_FILE_LOANS, routes!(list_file_loans));
    registry.add(GET_FILE_LOAN, routes!(get_file_loan));
    registry.add(ASK_FILE_LOAN, routes!(ask_file_loan));
    registry.add(END_FILE_LOAN, routes!(end_file_loan));
    registry.add(LIST_FILE_DESTRUCTIONS, routes!(list_file_destructions));
    registry.add(PROPOSE_FILE_DESTRUCTION, routes!(propose_file_destruction));
    registry.add(GET_DESTRUCTION_CERTIFICATE, routes!(get_destruction_certificate));
}

/// Loans
///
/// The caller's own, those of files that the caller maintains, and those of the caller's own file.
#[utoipa::path(get, path = "/file-loans", tag = "files", params(FileLoanQuery), responses((status = 200, body = FileLoanList)))]
async fn list_file_loans(signed: Signed, Query(query): Query<FileLoanQuery>) -> Answer<FileLoanList> {
    Ok(Json(files::list_file_loans(&signed.app, &signed.caller, query).await?))
}

/// A loan
///
/// With the question about it; for who asked, for the person concerned, and for whoever maintains the file.
#[utoipa::path(get, path = "/file-loans/{loan_id}", tag = "files",
    params(("loan_id" = FileLoanId, Path, description = "The loan.")), responses((status = 200, body = FileLoanPage)))]
async fn get_file_loan(signed: Signed, Id(id): Id<FileLoanId>) -> Answer<FileLoanPage> {
    Ok(Json(files::get_file_loan(&signed.app, &signed.caller, id).await?))
}

/// Ask to borrow
///
/// One document or one category of one person, for some days. Personnel answers; it ends by itself. Somebody outside of
/// what the caller sees is named by number and name.
#[utoipa::path(post, path = "/file-loans", tag = "files", request_body = AskFileLoan,
    responses((status = 201, body = FileLoanView)))]
async fn ask_file_loan(signed: Signed, Input(input): Input<AskFileLoan>) -> Made<FileLoanView> {
    made(files::ask_file_loan(&signed.app, &signed.caller, input).await?)
}

/// End a loan
///
/// Gives back, or takes the request back. Whoever maintains the file may end it too.
#[utoipa::path(post, path = "/file-loans/{loan_id}/end", tag = "files",
    params(("loan_id" = FileLoanId, Path, description = "The loan.")), responses((status = 200, body = FileLoanView)))]
async fn end_file_loan(signed: Signed, Id(id): Id<FileLoanId>) -> Answer<FileLoanView> {
    Ok(Json(files::end_file_loan(&signed.app, &signed.caller, id).await?))
}

/// Destructions
///
/// Proposed, done and refused, the newest first.
#[utoipa::path(get, path = "/file-destructions", tag = "files", responses((status = 200, body = FileDestructionList)))]
async fn list_file_destructions(signed: Signed) -> Answer<FileDestructionList> {
    Ok(Json(files::list_file_destructions(&signed.app, &signed.caller).await?))
}

/// Propose a destruction
///
/// Only documents whose time is over and that nothing holds. The privacy officer approves, never who proposed.
#[utoipa::path(post, path = "/file-destructions", tag = "files", request_body = ProposeDestruction,
    responses((status = 201, body = FileDestructionView)))]
async fn propose_file_destruction(
    signed: Signed,
    Input(input): Input<ProposeDestruction>,
) -> Made<FileDestructionView> {
    made(files::propose_file_destruction(&signed.app, &signed.caller, input).await?)
}

/// The certificate of destruction
///
/// PDF, the very bytes that were signed.
#[utoipa::path(get, path = "/file-destructions/{destruction_id}/certificate", tag = "files",
    params(("destruction_id" = FileDestructionId, Path, description = "The destruction.")),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
async fn get_destruction_certificate(signed: Signed, Id(id): Id<FileDestructionId>) -> Result<File, ApiProblem> {
    let content = files::destruction_certificate(&signed.app, &signed.caller, id).await?;
    Ok(File { name: content.file_name, content_type: content.media_type, bytes: content.bytes })
}
