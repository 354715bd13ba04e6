using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>What a search's surrogate can learn from. Pure.</summary>
/// <param name="Targets">What is to be predicted: objectives that take an evaluation; all of them for a kind that gives scores alone.</param>
/// <param name="Fidelity">Of all examples.</param>
/// <param name="Examples">Those of the search in the order they were evaluated, then others'.</param>
public sealed record LearnableExamples(IReadOnlyList<Objective> Targets, string Fidelity, IReadOnlyList<SurrogateExample> Examples)
{
    /// <value>The points of the examples' learning curves, the first first: fidelities of a search, columns of a table; empty: they have none.</value>
    public IReadOnlyList<string> CurvePoints { get; init; } = [];

    /// <summary>About the most bytes of examples: an order holds them all, and is one document.</summary>
    const int MostBytes = 24 * 1024 * 1024;

    /// <summary>Where there is no search.</summary>
    public static LearnableExamples None { get; } = new([], Algorithms.Fidelity.FullName, []);

    /// <summary>The examples there are in a search's evaluations.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="evaluations">In the order of generations and proposals.</param>
    public static LearnableExamples Of(CandidateEvaluator evaluator, IReadOnlyList<Evaluation> evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var enough = evaluator.Request.Surrogate?.StartupTrials ?? 1;
        var targets = TargetsOf(evaluator);
        var (fidelity, examples) = SurrogateExamples.Of(evaluator.Request, [.. evaluations.Where(evaluator.Counts)], targets, enough);
        if (evaluator.Request.Surrogate?.Kind != SurrogateKind.Lclr)
        {
            return new LearnableExamples(targets, fidelity, Bounded(examples));
        }

        var (points, curves) = SurrogateExamples.WithCurves(evaluator.Request, evaluations, targets, fidelity, examples);
        return new LearnableExamples(targets, fidelity, Bounded(curves)) { CurvePoints = points };
    }

    /// <summary>The first of them, as many as an order holds: what has learnt from so many gains nothing by more.</summary>
    /// <param name="examples">In order.</param>
    /// <param name="mostBytes">About the most bytes of all.</param>
    public static IReadOnlyList<SurrogateExample> Bounded(IReadOnlyList<SurrogateExample> examples, int mostBytes = MostBytes)
    {
        const int BytesOfNumber = 48;
        const int BytesOfExample = 48;
        var (bytes, count) = (0L, 0);
        while (count < examples.Count)
        {
            var example = examples[count];
            bytes += BytesOfExample + example.Architecture.Length + (BytesOfNumber * (example.Values.Count + (example.Curve?.Count ?? 0)));
            if (bytes > mostBytes)
            {
                return [.. examples.Take(count)];
            }

            count++;
        }

        return examples;
    }

    // Ranks are over all objectives, so that a score without those that are known would be of another problem.
    static IReadOnlyList<Objective> TargetsOf(CandidateEvaluator evaluator) =>
        evaluator.Targets.Count > 0 && evaluator.Request.Surrogate is { } surrogate && SurrogateDescription.ScoresAlone(surrogate.Kind)
            ? evaluator.Request.Objectives
            : evaluator.Targets;

    /// <summary>Adds what other searches found at the same fidelity, where this one has nothing of its own.</summary>
    /// <param name="evaluator">The search's.</param>
    /// <param name="others">By the same recipe. Each is kept at one fidelity, and has what it found there for its own: to be read as a whole one is.</param>
    public LearnableExamples With(CandidateEvaluator evaluator, IReadOnlyList<Evaluation> others)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var own = Examples.Select(example => example.Architecture).ToHashSet();

        // Of a space of one's own others may have fewer constraints: what they have besides is no architecture here.
        var further = SurrogateExamples.Of(
            evaluator.Request, [.. others.Where(other => evaluator.Space.TryParse(other.Architecture, out _, out _) && own.Add(other.Architecture))], Targets, enough: 1);
        return this with { Examples = Bounded([.. Examples, .. further.Examples]) };
    }
}
