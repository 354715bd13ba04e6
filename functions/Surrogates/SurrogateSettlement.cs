using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Surrogates;

/// <summary>A generation whose surrogate was fitted, or not.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="Ordered">The surrogate that was to be fitted; null when none was due.</param>
/// <param name="Error">What broke the fit's orchestration, for people; null when nothing did.</param>
public sealed record PlannedFit(string SearchId, int Generation, string? Ordered, string? Error = null);

/// <summary>Decides what a surrogate does for a generation, and says why: in its own blob and in the search's state.</summary>
public sealed class SurrogateSettlement(
    SearchDocuments searches,
    SearchGenerations generations,
    SurrogateKnowledge knowledge,
    SurrogateRegistry registry,
    RegisteredSurrogates registered,
    ILogger<SurrogateSettlement> logger)
{
    /// <summary>Settles one generation; once settled it stays so.</summary>
    public async Task<SurrogateRole> SettleAsync(PlannedFit input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var specification = request.Surrogate ?? throw new InvalidOperationException($"Search {input.SearchId} has no surrogate.");
        var advice = await generations.KeepAsync(
            BlobPaths.SurrogateAdvice(input.SearchId, input.Generation),
            SurrogateJudge.Advise(specification, await WeighAsync(input, request, specification.Id, cancellation)),
            CoreJson.Default.SurrogateAdvice,
            cancellation);
        await searches.UpdateStateAsync(
            input.SearchId,
            state => state.Surrogate?.Advice.Generation >= advice.Generation
                ? null
                : state with
                {
                    Surrogate = (state.Surrogate ?? new SurrogateProgress { Advice = advice, Kind = specification.Kind }) with { Advice = advice },
                },
            cancellation);
        logger.SurrogateSettled(input.SearchId, input.Generation, advice.Role, advice.Reason);
        return advice.Role;
    }

    async Task<SurrogateEvidence> WeighAsync(
        PlannedFit input, SearchRequest request, string? named, CancellationToken cancellation)
    {
        var evaluations = await knowledge.ReadEvaluationsAsync(input.SearchId, input.Generation, cancellation);
        var learnable = await knowledge.GatherAsync(request, evaluations, cancellation);
        var before = await knowledge.FindAdviceBeforeAsync(input.SearchId, input.Generation, cancellation);
        var serving = before is not null ? new Serving(before.Surrogate, before.HeldOutCorrelation)
            : named is null ? new Serving(null)
            : await OpenAsync(named, $"The registered surrogate {named} cannot be used", "it is not there any more.", cancellation);
        var fitted = input.Ordered is { } ordered
            ? await OpenAsync(ordered, $"The fit of {ordered} failed", input.Error ?? "it has left no result.", cancellation)
            : null;
        var current = fitted?.Surrogate is null ? serving : fitted;
        var order = input.Ordered is null ? null : await registry.FindAsync(input.Ordered, cancellation);

        // How a surrogate of the registry did says nothing of those that have been fitted in its place.
        var judged = named is null || current.Surrogate == named
            ? evaluations
            : [.. evaluations.Where(evaluation => evaluation.Predicted?.Surrogate != named)];
        var (correlation, fresh) = FreshPredictions.Judge(judged, request.Objectives);
        return new SurrogateEvidence
        {
            Generation = input.Generation,
            Examples = learnable.Examples.Count,
            FittedTo = order?.Examples ?? before?.FittedTo ?? 0,
            Surrogate = current.Surrogate,
            HeldOutCorrelation = current.HeldOutCorrelation,
            FreshCorrelation = correlation,
            Fresh = fresh,
            Failure = string.Join(' ', new[] { serving.Failure, fitted?.Failure }.OfType<string>()) is { Length: > 0 } failure ? failure : null,
        };
    }

    async Task<Serving> OpenAsync(string surrogate, string failing, string unexplained, CancellationToken cancellation)
    {
        var (ready, failure) = await registry.FindOutcomeAsync(surrogate, cancellation);
        var fault = ready is null ? failure?.Error ?? unexplained : await registered.FindFaultAsync(surrogate, cancellation);
        return fault is null ? new Serving(surrogate, ready!.Metadata.HeldOut?.KendallTauB) : new Serving(null, Failure: $"{failing}: {fault}");
    }

    sealed record Serving(string? Surrogate, double? HeldOutCorrelation = null, string? Failure = null);
}
