using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>Plans a search's surrogate before a generation: what it is fitted to, and what it does. Pure.</summary>
public static class SurrogatePlanning
{
    /// <summary>What the surrogate of a generation is fitted to; the examples stand in the order, so that a repeated fit gives the same.</summary>
    /// <param name="evaluator">The search's, with a surrogate.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="learnable">What there is to learn from.</param>
    /// <param name="at">Now.</param>
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

    /// <summary>What the surrogate does for a generation, and why.</summary>
    /// <param name="evaluator">The search's, with a surrogate.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="learnable">How many examples there are to learn from.</param>
    /// <param name="evaluations">What was evaluated before, in order.</param>
    /// <param name="before">What was decided for the generation before; null for the first.</param>
    /// <param name="serving">The surrogate that serves if nothing new was fitted.</param>
    /// <param name="fitted">The outcome of the fit for this generation, and how many examples its order had; null when none was due.</param>
    /// <param name="isFitting">Whether a fit is under way that is not waited for.</param>
    public static SurrogateDecision Advise(
        CandidateEvaluator evaluator,
        int generation,
        int learnable,
        IReadOnlyList<Evaluation> evaluations,
        SurrogateDecision? before,
        ServingSurrogate serving,
        (ServingSurrogate Surrogate, int? Examples)? fitted,
        bool isFitting = false)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(serving);
        var specification = evaluator.Request.Surrogate ?? throw new ArgumentException("The search has no surrogate.", nameof(evaluator));
        var current = fitted is { Surrogate: { Surrogate: not null } fit } ? fit : serving;

        // How a surrogate of the registry did says nothing of those that have been fitted in its place.
        var judged = specification.Id is not { } named || current.Surrogate == named
            ? evaluations
            : [.. evaluations.Where(evaluation => evaluation.Predicted?.Surrogate != named)];
        var (correlation, fresh) = FreshPredictions.Judge(judged, evaluator.Request.Objectives, evaluator.Request.IsAsynchronous);
        var failure = string.Join(' ', new[] { serving.Failure, fitted?.Surrogate.Failure }.OfType<string>());
        return SurrogatePolicy.Advise(specification, new SurrogateDiagnostics
        {
            Generation = generation,
            Examples = learnable,
            FittedTo = fitted?.Examples ?? before?.FittedTo ?? 0,
            Surrogate = current.Surrogate,
            HeldOutCorrelation = current.HeldOutCorrelation,
            FreshCorrelation = correlation,
            Fresh = fresh,
            IsFitting = isFitting,
            Failure = failure.Length > 0 ? failure : null,
        });
    }

    /// <summary>What a search tells of its surrogate after a turn.</summary>
    /// <param name="before">What it told before; null when there was nothing.</param>
    /// <param name="decision">What serves; null in a turn that begins nothing.</param>
    /// <param name="kind">What is fitted.</param>
    /// <param name="screened">How many candidates were chosen from.</param>
    /// <param name="chosen">How many were chosen.</param>
    public static SurrogateProgress? Progress(SurrogateProgress? before, SurrogateDecision? decision, string kind, int screened, int chosen)
    {
        var progress = decision is null ? before : (before ?? new SurrogateProgress { Decision = decision, Kind = kind }) with { Decision = decision };
        return progress is null ? null : progress with { Screened = progress.Screened + screened, Chosen = progress.Chosen + chosen };
    }
}

/// <summary>A surrogate that may serve a generation.</summary>
/// <param name="Surrogate">Its id; null when it cannot be used.</param>
/// <param name="HeldOutCorrelation">How well it ranked what was held out when it was fitted; null when that is not known.</param>
/// <param name="Failure">Why it cannot be used, for people; null when it can, or there is none.</param>
public sealed record ServingSurrogate(string? Surrogate, double? HeldOutCorrelation = null, string? Failure = null)
{
    /// <summary>Where there is none.</summary>
    public static ServingSurrogate None { get; } = new(Surrogate: null);
}
