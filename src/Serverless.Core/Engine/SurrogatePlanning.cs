using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Plans the surrogate of a search before a generation: what it is fitted to, and its role. Pure.</summary>
public static class SurrogatePlanning
{
    /// <summary>Returns whether a fit to the current examples is due.</summary>
    /// <param name="specification">The surrogate specification of the search.</param>
    /// <param name="learnable">The current examples to learn from.</param>
    /// <param name="before">The latest decision; null before the first.</param>
    public static bool IsFitDue(SurrogateSpecification specification, LearnableExamples learnable, SurrogateDecision? before)
    {
        ArgumentNullException.ThrowIfNull(learnable);

        // Nothing was fitted yet to the examples of a higher rung.
        var isOfOtherFidelity = before?.FittedFidelity is { } fidelity && fidelity != learnable.Fidelity;
        return SurrogatePolicy.IsFitDue(specification, learnable.Examples.Count, isOfOtherFidelity ? 0 : before?.FittedTo ?? 0);
    }

    /// <summary>
    /// Creates the specification of the fit for a generation. It contains the examples, so that a repeated fit gives the same result.
    /// </summary>
    /// <param name="evaluator">The evaluator of the search, with a surrogate.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="learnable">The examples to learn from.</param>
    /// <param name="at">The current time.</param>
    public static FitSpecification Order(
        CandidateEvaluator evaluator, string searchId, int generation, LearnableExamples learnable, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(learnable);
        var request = evaluator.Request;
        var specification = request.Surrogate ?? throw new ArgumentException("The search has no surrogate.", nameof(evaluator));
        return new FitSpecification
        {
            Id = SurrogateId.Of(searchId, generation),
            Kind = specification.Kind,
            Space = request.Space,
            Dataset = request.Dataset,
            Shape = evaluator.TakesJobs ? null : evaluator.Shape,
            Targets = learnable.Targets,
            Fidelity = learnable.Fidelity,
            Ensemble = specification.Ensemble,
            Balancer = specification.Balancer,
            Seed = request.Seed,
            SearchId = searchId,
            Generation = generation,
            CurvePoints = learnable.CurvePoints,
            CreatedAt = at,
            Examples = learnable.Examples,
        };
    }

    /// <summary>Decides the role of the surrogate in a generation, with the reason.</summary>
    /// <param name="evaluator">The evaluator of the search, with a surrogate.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="learnable">The number of examples to learn from.</param>
    /// <param name="evaluations">The earlier evaluations, in order.</param>
    /// <param name="before">The decision for the previous generation; null for the first.</param>
    /// <param name="serving">The surrogate in use if no new one was fitted.</param>
    /// <param name="fitted">The outcome of the fit for this generation; null when no fit was due.</param>
    /// <param name="isFitting">Whether a fit is in progress that the search does not wait for.</param>
    public static SurrogateDecision Advise(
        CandidateEvaluator evaluator,
        int generation,
        int learnable,
        IReadOnlyList<Evaluation> evaluations,
        SurrogateDecision? before,
        ServingSurrogate serving,
        FittedSurrogate? fitted,
        bool isFitting = false)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(serving);
        var specification = evaluator.Request.Surrogate ?? throw new ArgumentException("The search has no surrogate.", nameof(evaluator));
        var current = fitted?.Serving is { Surrogate: not null } fit ? fit : serving;

        // The predictions of a registered surrogate say nothing about the surrogates that were fitted to replace it.
        var judged = specification.Id is not { } named || current.Surrogate == named
            ? evaluations
            : [.. evaluations.Where(evaluation => evaluation.Predicted?.Surrogate != named)];
        var (correlation, fresh) = FreshPredictions.Judge(judged, evaluator.Request.Objectives, evaluator.Request.IsAsynchronous);
        var failure = string.Join(' ', new[] { serving.Failure, fitted?.Serving.Failure }.OfType<string>());
        return SurrogatePolicy.Advise(specification, new SurrogateDiagnostics
        {
            Generation = generation,
            Examples = learnable,
            FittedTo = fitted?.Examples ?? before?.FittedTo ?? 0,
            FittedFidelity = fitted?.Fidelity ?? before?.FittedFidelity,
            Surrogate = current.Surrogate,
            HeldOutCorrelation = current.HeldOutCorrelation,
            FreshCorrelation = correlation,
            Fresh = fresh,
            IsFitting = isFitting,
            Failure = failure.Length > 0 ? failure : null,
        });
    }

    /// <summary>Returns the surrogate's progress to report after a turn.</summary>
    /// <param name="before">The progress reported before; null when there was none.</param>
    /// <param name="decision">The decision in effect; null in a turn that starts nothing.</param>
    /// <param name="kind">The kind that is fitted.</param>
    /// <param name="screened">The number of candidates chosen from.</param>
    /// <param name="chosen">The number of candidates chosen.</param>
    public static SurrogateProgress? Progress(SurrogateProgress? before, SurrogateDecision? decision, string kind, int screened, int chosen)
    {
        var progress = decision is null ? before : (before ?? new SurrogateProgress { Decision = decision, Kind = kind }) with { Decision = decision };
        return progress is null ? null : progress with { Screened = progress.Screened + screened, Chosen = progress.Chosen + chosen };
    }
}

/// <summary>The outcome of a fit.</summary>
/// <param name="Serving">The fitted surrogate, or the reason why it cannot be used.</param>
/// <param name="Examples">The number of examples in its order; null when the order is gone.</param>
/// <param name="Fidelity">The fidelity of these examples; null when it is not known.</param>
public sealed record FittedSurrogate(ServingSurrogate Serving, int? Examples, string? Fidelity);

/// <summary>A surrogate that can be used for a generation.</summary>
/// <param name="Surrogate">The id; null when the surrogate cannot be used.</param>
/// <param name="HeldOutCorrelation">The rank correlation on held-out examples when the surrogate was fitted; null when it is not known.</param>
/// <param name="Failure">The reason why it cannot be used, for people; null when it can, or when there is no surrogate.</param>
public sealed record ServingSurrogate(string? Surrogate, double? HeldOutCorrelation = null, string? Failure = null)
{
    /// <summary>No surrogate.</summary>
    public static ServingSurrogate None { get; } = new(Surrogate: null);
}
