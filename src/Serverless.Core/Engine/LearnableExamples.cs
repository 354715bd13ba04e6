using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Engine;

/// <summary>The examples that the surrogate of a search can learn from. Pure.</summary>
/// <param name="Targets">The objectives to predict: those that require an evaluation; all objectives for a kind that gives only scores.</param>
/// <param name="Fidelity">The fidelity of all examples.</param>
/// <param name="Examples">The examples of the search in the order of evaluation, then those of other searches.</param>
public sealed record LearnableExamples(IReadOnlyList<Objective> Targets, string Fidelity, IReadOnlyList<SurrogateExample> Examples)
{
    /// <value>
    /// The points of the examples' learning curves, in order: fidelities of a search, or columns of a table; empty when the examples have no curves.
    /// </value>
    public IReadOnlyList<string> CurvePoints { get; init; } = [];

    /// <summary>The approximate maximum size of the examples, in bytes: an order holds all of them in one document.</summary>
    const int MostBytes = 24 * 1024 * 1024;

    /// <summary>No examples, where there is no search.</summary>
    public static LearnableExamples None { get; } = new([], Algorithms.Fidelity.FullName, []);

    /// <summary>Returns the examples in the evaluations of a search.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="evaluations">The evaluations, in the order of generations and proposals.</param>
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

    /// <summary>Returns the first examples, as many as fit into an order: a surrogate that has learnt from so many gains nothing from more.</summary>
    /// <param name="examples">The examples, in order.</param>
    /// <param name="mostBytes">The approximate maximum size of all examples, in bytes.</param>
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

    // Ranks are computed over all objectives. A score without the objectives that are known would be of a different problem.
    static IReadOnlyList<Objective> TargetsOf(CandidateEvaluator evaluator) =>
        evaluator.Targets.Count > 0 && evaluator.Request.Surrogate is { } surrogate && SurrogateDescription.ScoresAlone(surrogate.Kind)
            ? evaluator.Request.Objectives
            : evaluator.Targets;

    /// <summary>Adds results of other searches at the same fidelity, for architectures that this search has no result of.</summary>
    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="others">
    /// Evaluations of other searches by the same recipe. Each is stored at one fidelity and has the metrics found there as its own, so it is read
    /// like the evaluation of a whole training.
    /// </param>
    public LearnableExamples With(CandidateEvaluator evaluator, IReadOnlyList<Evaluation> others)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var own = Examples.Select(example => example.Architecture).ToHashSet();

        // In a user-defined space, other searches can have fewer constraints: their further results are not architectures of this space.
        var further = SurrogateExamples.Of(
            evaluator.Request, [.. others.Where(other => evaluator.Space.TryParse(other.Architecture, out _, out _) && own.Add(other.Architecture))], Targets, enough: 1);
        return this with { Examples = Bounded([.. Examples, .. further.Examples]) };
    }
}
