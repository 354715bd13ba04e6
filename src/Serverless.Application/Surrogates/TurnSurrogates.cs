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

/// <summary>Decides turn by turn the role of the surrogate in an asynchronous search, and what is fitted. No turn waits for a fit.</summary>
/// <remarks>
/// A decision is a function of the journal and of what has ended: the end of a fit is an arrival like any other. Decisions are written only in turns
/// in which they change, so a long search has few; the state of the search has the latest figures.
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

    /// <summary>Returns the fit that was in progress before a turn, if it has ended since.</summary>
    /// <param name="before">The latest decision; null when there was none.</param>
    /// <param name="mayBeGone">As in <see cref="DecideAsync"/>: a fit whose surrogate was deleted has ended too.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="DocumentException">A blob is broken.</exception>
    public async Task<string?> FindEndedAsync(SurrogateDecision? before, bool mayBeGone, CancellationToken cancellation) =>
        before?.Fitting is { } fitting
        && (await registry.FindOutcomeAsync(fitting, cancellation) is not (null, null)
            || (mayBeGone && await store.FindVersionAsync(BlobPaths.FitSpecification(fitting), cancellation) is null))
            ? fitting
            : null;

    /// <summary>
    /// Decides the role of the surrogate in a turn, and orders a fit if one is due. A decision that was made stays the same when the turn is
    /// repeated.
    /// </summary>
    /// <param name="searchId">The search.</param>
    /// <param name="turn">The turn, from 0, with everything that has ended in it known.</param>
    /// <param name="evaluator">The evaluator of the search, with a surrogate.</param>
    /// <param name="before">The latest decision; null when there was none.</param>
    /// <param name="ended">The result of <see cref="FindEndedAsync"/> when the turn began.</param>
    /// <param name="at">The current time.</param>
    /// <param name="mayBeGone">
    /// Whether the surrogate in use may have been deleted since. This is only allowed once a search has ended, and a search that is started again has
    /// nothing in progress at first.
    /// </param>
    /// <param name="cancellation">The token that cancels the operation.</param>
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
        var isGone = mayBeGone && await knowledge.IsGoneAsync(before, cancellation);
        var serving = await settlement.OpenServingAsync(request, before, isGone, cancellation);
        var fitted = ended is null ? null : await settlement.OpenFittedAsync(ended, request.Objectives, error: null, cancellation);
        var (fittedTo, fittedFidelity) = isGone || before is null ? (0, null) : (before.FittedTo, before.FittedFidelity);

        // Only some of the evaluations are examples, never more than there are evaluations, so most turns need not count the examples.
        var learnable = serving.Surrogate is null || (fitting is null && SurrogatePolicy.IsFitDue(request.Surrogate!, evaluations.Count, fittedTo))
            ? await knowledge.GatherAsync(evaluator, evaluations, cancellation)
            : null;
        if (fitting is null && learnable is not null
            && SurrogatePlanning.IsFitDue(request.Surrogate!, learnable, isGone ? null : before)
            && !await registered.ServesOnAsync(request, before, evaluations, learnable.Examples.Count, cancellation))
        {
            fitting = await OrderAsync(SurrogatePlanning.Order(evaluator, searchId, turn, learnable, at), cancellation);
            (fittedTo, fittedFidelity) = (learnable.Examples.Count, learnable.Fidelity);
        }

        var outcome = fitted is null ? null : new FittedSurrogate(fitted, before?.FittedTo, before?.FittedFidelity);
        var decision = SurrogatePlanning.Advise(evaluator, turn, learnable?.Examples.Count ?? fittedTo, evaluations, before, serving, outcome, isFitting: fitting is not null) with
        {
            FittedTo = fittedTo,
            FittedFidelity = fittedFidelity,
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

    /// <summary>Reads the specification that a surrogate was fitted to, without the examples.</summary>
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
}
