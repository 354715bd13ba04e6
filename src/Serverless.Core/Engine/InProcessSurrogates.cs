using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>A surrogate that was fitted in this process.</summary>
public interface IFittedModel : IDisposable
{
    /// <value>How well it ranked what was held out when it was fitted, Kendall's τ-b; null when that is not known.</value>
    double? HeldOutCorrelation { get; }

    /// <summary>What each member says of each candidate, in their order.</summary>
    IReadOnlyList<CandidatePrediction> Predict(IReadOnlyList<Candidate> candidates, CancellationToken cancellation);
}

/// <summary>How a fit ended.</summary>
/// <param name="Model">What was fitted; null when the fit failed.</param>
/// <param name="Failure">Why it failed, for people; null when it did not.</param>
public sealed record FitEnd(IFittedModel? Model, string? Failure = null);

/// <summary>What a surrogate does for one generation.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Order">What the serving surrogate was fitted to; null when none serves.</param>
/// <param name="Model">The serving surrogate; null when none serves.</param>
public sealed record PreparedSurrogate(SurrogateDecision Decision, FitSpecification? Order, IFittedModel? Model)
{
    /// <summary>One for each candidate; null when no surrogate serves.</summary>
    public IReadOnlyList<CandidatePrediction>? Predict(IReadOnlyList<Candidate> candidates, CancellationToken cancellation) =>
        Decision.Role == SurrogateRole.None ? null : Model?.Predict(candidates, cancellation);
}

/// <summary>Plans, fits and keeps the surrogate of one search that runs in this process. Surrogates of a registry are not served.</summary>
/// <param name="fit">Fits a surrogate to an order.</param>
public sealed class InProcessSurrogates(Func<CandidateEvaluator, FitSpecification, CancellationToken, FitEnd> fit) : IDisposable
{
    FitSpecification? _order;
    IFittedModel? _model;

    /// <summary>Fits the surrogate if that is due before a generation, and decides what it does.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="before">What was decided for the generation before; null for the first.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="evaluations">What was evaluated before, in order.</param>
    /// <param name="cancellation">Ends a fit.</param>
    public PreparedSurrogate Prepare(
        CandidateEvaluator evaluator, SurrogateDecision? before, int generation, IReadOnlyList<Evaluation> evaluations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var learnable = LearnableExamples.Of(evaluator, evaluations);
        var isDue = SurrogatePolicy.IsFitDue(evaluator.Request.Surrogate!, learnable.Examples.Count, before?.FittedTo ?? 0);
        var serving = Serving();
        (ServingSurrogate, int?)? fitted = null;
        if (isDue)
        {
            var order = SurrogatePlanning.Order(evaluator, SearchRun.Id, generation, learnable, DateTimeOffset.UnixEpoch);
            var end = fit(evaluator, order, cancellation);
            if (end.Model is not null)
            {
                _model?.Dispose();
                (_order, _model) = (order, end.Model);
            }

            fitted = (end.Model is null ? ServingSurrogate.None with { Failure = $"The fit of {order.Id} failed: {end.Failure}" } : Serving(), order.Examples.Count);
        }

        var advice = SurrogatePlanning.Advise(evaluator, generation, learnable.Examples.Count, evaluations, before, serving, fitted);
        return new PreparedSurrogate(advice, _order, _model);
    }

    public void Dispose() => _model?.Dispose();

    ServingSurrogate Serving() => _order is null ? ServingSurrogate.None : new ServingSurrogate(_order.Id, _model!.HeldOutCorrelation);
}
