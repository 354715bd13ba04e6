using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;

namespace Serverless.Functions.Surrogates;

/// <summary>What a search's surrogate can learn from.</summary>
/// <param name="Targets">What is to be predicted: objectives that take a training or a measurement.</param>
/// <param name="Fidelity">Of all examples.</param>
/// <param name="Examples">Those of the search in the order they were evaluated, then others'.</param>
public sealed record LearnableExamples(IReadOnlyList<Objective> Targets, string Fidelity, IReadOnlyList<SurrogateExample> Examples)
{
    /// <summary>Of a search that is none.</summary>
    public static LearnableExamples None { get; } = new([], Serverless.Algorithms.Fidelity.FullName, []);
}
