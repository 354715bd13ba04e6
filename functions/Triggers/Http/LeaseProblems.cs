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
            http, StatusCodes.Status404NotFound, ProblemCodes.LeaseNotFound, "There is no such lease.", "Its id is given by the answer to POST /api/leases, as \"lease\"."),
        LeaseStanding.Withdrawn => Problems.Of(
            http,
            StatusCodes.Status410Gone,
            ProblemCodes.JobWithdrawn,
            "The search has taken the candidate back.",
            "It was cancelled, or ended by another of its limits: stop working on it, and ask POST /api/leases for others."),
        _ => Lost(http, "It expired, and the candidate was given to another program: renew leases before they end, or ask for longer ones. Nothing was changed."),
    };

    /// <summary>Returns the error response for a job that has a result already.</summary>
    public static IResult Ended(HttpContext http) => Lost(
        http, "The candidate has a result already, by this lease or by another after this one expired, and the first one stays. Nothing was changed.");

    static IResult Lost(HttpContext http, string detail) => Problems.Of(
        http, StatusCodes.Status409Conflict, ProblemCodes.LeaseLost, "The lease does not hold any longer.", detail);
}
