using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>A generation for which a fit of the surrogate was planned, or none was due.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The generation, from 0.</param>
/// <param name="Ordered">The surrogate that was to be fitted; null when none was due.</param>
/// <param name="Error">Why the orchestration of the fit failed, for users; null when it did not.</param>
public sealed record PlannedFit(string SearchId, int Generation, string? Ordered, string? Error = null);

/// <summary>Decides what a surrogate does in a generation, and stores the decision and its reason in a blob and in the search's state.</summary>
public sealed class SurrogateSettlement(
    SearchDocuments searches,
    SearchGenerations generations,
    SurrogateKnowledge knowledge,
    SurrogateRegistry registry,
    ISurrogatePredictor predictor,
    Evaluators evaluators,
    ILogger<SurrogateSettlement> logger)
{
    /// <summary>Settles one generation; a decision that is stored stays unchanged.</summary>
    public async Task<SurrogateRole> SettleAsync(PlannedFit input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var specification = request.Surrogate ?? throw new InvalidOperationException($"Search {input.SearchId} has no surrogate.");
        var advice = await generations.GetOrCreateAsync(
            BlobPaths.SurrogateDecision(input.SearchId, input.Generation),
            await AdviseAsync(input, await evaluators.OfAsync(request, cancellation), cancellation),
            CoreJson.Default.SurrogateDecision,
            cancellation);
        await searches.UpdateStateAsync(
            input.SearchId,
            state => state.Surrogate?.Decision.Generation >= advice.Generation
                ? null
                : state with
                {
                    Surrogate = (state.Surrogate ?? new SurrogateProgress { Decision = advice, Kind = specification.Kind }) with { Decision = advice },
                },
            cancellation);
        logger.SurrogateSettled(input.SearchId, input.Generation, advice.Role, advice.Reason);
        return advice.Role;
    }

    async Task<SurrogateDecision> AdviseAsync(PlannedFit input, CandidateEvaluator evaluator, CancellationToken cancellation)
    {
        var evaluations = await knowledge.ReadEvaluationsAsync(input.SearchId, evaluator.Request, input.Generation, cancellation);
        var learnable = await knowledge.GatherAsync(evaluator, evaluations, cancellation);
        var before = await knowledge.FindAdviceBeforeAsync(input.SearchId, input.Generation, cancellation);
        var objectives = evaluator.Request.Objectives;
        var isGone = await knowledge.IsGoneAsync(before, cancellation);
        var serving = await OpenServingAsync(evaluator.Request, before, isGone, cancellation);
        FittedSurrogate? fitted = null;
        if (input.Ordered is { } ordered)
        {
            var outcome = await OpenFittedAsync(ordered, objectives, input.Error, cancellation);
            fitted = new FittedSurrogate(outcome, (await registry.FindAsync(ordered, cancellation))?.Examples, learnable.Fidelity);
        }

        return SurrogatePlanning.Advise(evaluator, input.Generation, learnable.Examples.Count, evaluations, isGone ? null : before, serving, fitted);
    }

    /// <summary>Opens the surrogate that was in use before; the registered one of the request, if it names one, when there was no decision.</summary>
    /// <param name="request">The request of the search, with a surrogate.</param>
    /// <param name="before">The decision before; null when there was none.</param>
    /// <param name="isGone">Whether the surrogate of that decision was deleted since.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<ServingSurrogate> OpenServingAsync(SearchRequest request, SurrogateDecision? before, bool isGone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return before is not null && isGone ? new ServingSurrogate(null, Failure: $"The surrogate {before.Surrogate} that was in use no longer exists.")
            : before is not null ? new ServingSurrogate(before.Surrogate, before.HeldOutCorrelation)
            : request.Surrogate?.Id is { } named
                ? await OpenAsync(named, request.Objectives, $"The registered surrogate {named} cannot be used", "it no longer exists.", cancellation)
            : ServingSurrogate.None;
    }

    /// <summary>Opens a surrogate that was fitted for a search.</summary>
    /// <param name="surrogate">The id of the surrogate.</param>
    /// <param name="objectives">The objectives of the search.</param>
    /// <param name="error">Why the orchestration of the fit failed, for users; null when it did not.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public Task<ServingSurrogate> OpenFittedAsync(string surrogate, IReadOnlyList<Objective> objectives, string? error, CancellationToken cancellation) =>
        OpenAsync(surrogate, objectives, $"The fit of {surrogate} failed", error ?? "it has left no result.", cancellation);

    async Task<ServingSurrogate> OpenAsync(
        string surrogate, IReadOnlyList<Objective> objectives, string failing, string unexplained, CancellationToken cancellation)
    {
        var (ready, failure) = await registry.FindOutcomeAsync(surrogate, cancellation);
        var fault = ready is null ? failure?.Error ?? unexplained : await predictor.FindFaultAsync(surrogate, objectives, cancellation);
        return fault is null ? new ServingSurrogate(surrogate, ready!.Metadata.HeldOutCorrelation(objectives)) : new ServingSurrogate(null, Failure: $"{failing}: {fault}");
    }
}
