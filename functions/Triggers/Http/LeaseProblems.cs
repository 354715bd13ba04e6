using Microsoft.AspNetCore.Http;
using Serverless.Application.Leases;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Error responses about leases that cannot be used.</summary>
static class LeaseProblems
{
    /// <summary>Returns the error response for the standing of a lease; null for a lease that is held.</summary>
    public static IResult? Of(HttpContext http, LeaseStanding standing) => standing switch
    {
        LeaseStanding.Held => null,
        LeaseStanding.Missing => Problems.Of(
            http, StatusCodes.Status404NotFound, ProblemCodes.LeaseNotFound, "There is no such lease.", "The response of POST /api/leases contains its id, as \"lease\"."),
        LeaseStanding.Withdrawn => Problems.Of(
            http,
            StatusCodes.Status410Gone,
            ProblemCodes.JobWithdrawn,
            "The search has withdrawn the candidate.",
            "The search was cancelled, or reached another limit: stop working on the candidate, and request others by POST /api/leases."),
        _ => Lost(http, "It expired, and the candidate was leased to another program: renew leases before they end, or request longer ones. Nothing was changed."),
    };

    /// <summary>Returns the error response for a job that has a result already.</summary>
    public static IResult Ended(HttpContext http) => Lost(
        http, "The candidate already has a result, from this lease or from another after this one expired; the first result is kept. Nothing was changed.");

    static IResult Lost(HttpContext http, string detail) => Problems.Of(
        http, StatusCodes.Status409Conflict, ProblemCodes.LeaseLost, "The lease is no longer valid.", detail);
}
