using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>A surrogate fitted in this process.</summary>
public interface IFittedModel : IDisposable
{
    /// <value>Kendall's τ-b for examples held out when it was fitted; null when it is not known.</value>
    double? HeldOutCorrelation { get; }

    /// <summary>Returns the members' predictions for each candidate, in their order.</summary>
    IReadOnlyList<CandidatePrediction> Predict(IReadOnlyList<Candidate> candidates, CancellationToken cancellation);
}

/// <summary>The result of a fit.</summary>
/// <param name="Model">The fitted model; null when the fit failed.</param>
/// <param name="Failure">The reason why it failed, for people; null when it did not.</param>
public sealed record FitEnd(IFittedModel? Model, string? Failure = null);

/// <summary>The surrogate for one generation.</summary>
/// <param name="Decision">The decision about its role.</param>
/// <param name="Order">The data to which the surrogate in use was fitted; null when none is in use.</param>
/// <param name="Model">The surrogate in use; null when none is.</param>
public sealed record PreparedSurrogate(SurrogateDecision Decision, FitSpecification? Order, IFittedModel? Model)
{
    /// <summary>Returns one prediction per candidate; null when no surrogate is in use.</summary>
    public IReadOnlyList<CandidatePrediction>? Predict(IReadOnlyList<Candidate> candidates, CancellationToken cancellation) =>
        Decision.Role == SurrogateRole.None ? null : Model?.Predict(candidates, cancellation);
}

/// <summary>Plans, fits and stores the surrogate of one search that runs in this process. Registered surrogates are not supported.</summary>
/// <param name="fit">Fits a surrogate to an order.</param>
public sealed class InProcessSurrogates(Func<CandidateEvaluator, FitSpecification, CancellationToken, FitEnd> fit) : IDisposable
{
    FitSpecification? _order;
    IFittedModel? _model;

    /// <summary>Fits the surrogate if a fit is due before a generation, and decides its role.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="before">The decision for the previous generation; null for the first.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="evaluations">Earlier evaluations, in order.</param>
    /// <param name="cancellation">Ends a fit.</param>
    public PreparedSurrogate Prepare(
        CandidateEvaluator evaluator, SurrogateDecision? before, int generation, IReadOnlyList<Evaluation> evaluations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var learnable = LearnableExamples.Of(evaluator, evaluations);
        var serving = Serving();
        FittedSurrogate? fitted = null;
        if (SurrogatePlanning.IsFitDue(evaluator.Request.Surrogate!, learnable, before))
        {
            var order = SurrogatePlanning.Order(evaluator, SearchRun.Id, generation, learnable, DateTimeOffset.UnixEpoch);
            var end = fit(evaluator, order, cancellation);
            if (end.Model is not null)
            {
                _model?.Dispose();
                (_order, _model) = (order, end.Model);
            }

            var outcome = end.Model is null ? ServingSurrogate.None with { Failure = $"The fit of {order.Id} failed: {end.Failure}" } : Serving();
            fitted = new FittedSurrogate(outcome, order.Examples.Count, order.Fidelity);
        }

        var advice = SurrogatePlanning.Advise(evaluator, generation, learnable.Examples.Count, evaluations, before, serving, fitted);
        return new PreparedSurrogate(advice, _order, _model);
    }

    public void Dispose() => _model?.Dispose();

    ServingSurrogate Serving() => _order is null ? ServingSurrogate.None : new ServingSurrogate(_order.Id, _model!.HeldOutCorrelation);
}
