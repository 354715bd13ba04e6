using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Decides turn by turn what the surrogate of an asynchronous search does, and what is to be fitted. No turn waits for a fit.</summary>
/// <remarks>
/// A decision is a function of the journal and of what has ended: that a fit has ended is an arrival like any other. It is written in turns only in which it
/// changes, so that a long search has few; the search's state tells the latest figures.
/// </remarks>
public sealed class TurnSurrogates(
    SearchGenerations generations,
    SurrogateKnowledge knowledge,
    SurrogateRegistry registry,
    RegisteredSurrogates registered,
    SurrogateSettlement settlement,
    IDocumentStore store,
    ILogger<TurnSurrogates> logger)
{
    const int MostOrders = 64;

    readonly ConcurrentDictionary<string, FitSpecification> _orders = new(StringComparer.Ordinal);

    /// <summary>The fit that was under way before a turn, if it has ended since.</summary>
    /// <param name="before">The latest decision; null when there was none.</param>
    /// <param name="mayBeGone">As in <see cref="DecideAsync"/>: one that was deleted has ended too.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async Task<string?> FindEndedAsync(SurrogateDecision? before, bool mayBeGone, CancellationToken cancellation) =>
        before?.Fitting is { } fitting
        && (await registry.FindOutcomeAsync(fitting, cancellation) is not (null, null)
            || (mayBeGone && await store.FindVersionAsync(BlobPaths.FitSpecification(fitting), cancellation) is null))
            ? fitting
            : null;

    /// <summary>Decides what the surrogate does for a turn, and orders a fit if one is due; decided once, it stays so.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="turn">From 0; what has ended with it is known already.</param>
    /// <param name="evaluator">The search's, with a surrogate.</param>
    /// <param name="before">The latest decision; null when there was none.</param>
    /// <param name="ended">What <see cref="FindEndedAsync"/> gave when the turn began.</param>
    /// <param name="at">Now.</param>
    /// <param name="mayBeGone">Whether the surrogate that serves may have been deleted since: only a search that has ended lets that happen, and one that begins again has nothing under way.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<SurrogateDecision> DecideAsync(
        string searchId,
        int turn,
        CandidateEvaluator evaluator,
        SurrogateDecision? before,
        string? ended,
        DateTimeOffset at,
        bool mayBeGone,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        if (before?.Generation == turn)
        {
            return before;
        }

        var request = evaluator.Request;
        var evaluations = await knowledge.ReadEvaluationsAsync(searchId, request, turn + 1, cancellation);
        var fitting = before?.Fitting == ended ? null : before?.Fitting;
        var (serving, fitted) = await ServingAsync(evaluator, before, ended, mayBeGone, cancellation);
        var isGone = before?.Surrogate is not null && serving.Surrogate is null;
        var fittedTo = isGone ? 0 : before?.FittedTo ?? 0;

        // Not all that has ended can be learnt from, and never more: most turns need not count it.
        var learnable = serving.Surrogate is null || (fitting is null && SurrogatePolicy.IsFitDue(request.Surrogate!, evaluations.Count, fittedTo))
            ? await knowledge.GatherAsync(evaluator, evaluations, cancellation)
            : null;
        if (fitting is null && learnable is not null
            && SurrogatePolicy.IsFitDue(request.Surrogate!, learnable.Examples.Count, fittedTo)
            && !await registered.ServesOnAsync(request, before, evaluations, learnable.Examples.Count, cancellation))
        {
            fitting = await OrderAsync(SurrogatePlanning.Order(evaluator, searchId, turn, learnable, at), cancellation);
            fittedTo = learnable.Examples.Count;
        }

        (ServingSurrogate, int?)? outcome = fitted is null ? null : (fitted, before?.FittedTo);
        var decision = SurrogatePlanning.Advise(evaluator, turn, learnable?.Examples.Count ?? fittedTo, evaluations, before, serving, outcome, isFitting: fitting is not null) with
        {
            FittedTo = fittedTo,
            Fitting = fitting,
            Before = before?.Generation,
        };
        if (before is not null && (before.Role, before.Surrogate, before.FittedTo, before.Fitting) == (decision.Role, decision.Surrogate, decision.FittedTo, decision.Fitting))
        {
            return before with
            {
                Reason = decision.Reason,
                FreshCorrelation = decision.FreshCorrelation,
                Fresh = decision.Fresh,
                HeldOutCorrelation = decision.HeldOutCorrelation,
            };
        }

        decision = await generations.GetOrCreateAsync(BlobPaths.SurrogateDecision(searchId, turn), decision, CoreJson.Default.SurrogateDecision, cancellation);
        logger.SurrogateSettled(searchId, turn, decision.Role, decision.Reason);
        return decision;
    }

    /// <summary>What a surrogate was fitted to, without the examples.</summary>
    /// <exception cref="DocumentException">The blob is missing or broken.</exception>
    public async Task<FitSpecification> ReadOrderAsync(string surrogateId, CancellationToken cancellation)
    {
        if (_orders.TryGetValue(surrogateId, out var known))
        {
            return known;
        }

        if (_orders.Count >= MostOrders)
        {
            _orders.Clear();
        }

        var order = (await store.ReadAsync(BlobPaths.FitSpecification(surrogateId), CoreJson.Default.FitSpecification, cancellation)).Value;
        return _orders[surrogateId] = order with { Examples = [] };
    }

    async Task<string> OrderAsync(FitSpecification order, CancellationToken cancellation)
    {
        if (await store.TryCreateAsync(BlobPaths.FitSpecification(order.Id), order, CoreJson.Default.FitSpecification, cancellation))
        {
            logger.FitOrdered(order.SearchId!, order.Id, order.Kind, order.Examples.Count, order.Fidelity);
        }

        return order.Id;
    }

    async Task<(ServingSurrogate Serving, ServingSurrogate? Fitted)> ServingAsync(
        CandidateEvaluator evaluator, SurrogateDecision? before, string? ended, bool mayBeGone, CancellationToken cancellation)
    {
        var objectives = evaluator.Request.Objectives;
        var serving = mayBeGone && before?.Surrogate is { } kept && await store.FindVersionAsync(BlobPaths.Surrogate(kept), cancellation) is null
                ? new ServingSurrogate(null, Failure: $"The surrogate {kept} that served is not there any more.")
            : before is not null ? new ServingSurrogate(before.Surrogate, before.HeldOutCorrelation)
            : evaluator.Request.Surrogate!.Id is { } named ? await settlement.OpenRegisteredAsync(named, objectives, cancellation)
            : ServingSurrogate.None;
        return (serving, ended is null ? null : await settlement.OpenFittedAsync(ended, objectives, error: null, cancellation));
    }
}
