using Serverless.Core.Evaluations;
using Serverless.Core.Searches;

namespace Serverless.Functions.Orchestrations;

/// <summary>The input of one turn of a search: one generation.</summary>
/// <param name="SearchId">The search, and the instance that runs it.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="Generation">The generation to run, from 0.</param>
/// <param name="Plan">Null before the search has begun, or has begun again.</param>
/// <param name="Extension">What makes a search that had ended begin again; null in every other turn.</param>
/// <param name="Failures">How the evaluations before ended, since the search began or began again; null when there were none.</param>
public sealed record SearchTurn(
    string SearchId, DateTimeOffset CreatedAt, int Generation = 0, SearchPlan? Plan = null, SearchExtension? Extension = null, FailureCount? Failures = null);
