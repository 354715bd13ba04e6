using System.Text.Json.Serialization;

namespace Serverless.Bench.External;

/// <summary>The first message that a program reads, which describes the problem to search.</summary>
/// <param name="Problem">The problem's name in answers.</param>
/// <param name="Seed">The seed of this search; the same seed must give the same candidates.</param>
/// <param name="Evaluations">The number of evaluations in the budget.</param>
/// <param name="Objectives">The objectives, in the order of the values that the program is told.</param>
/// <param name="Dimensions">The decisions of a candidate, in order.</param>
sealed record BeginMessage(
    string Problem, int Seed, int Evaluations, IReadOnlyList<ExternalObjective> Objectives, IReadOnlyList<ExternalDimension> Dimensions)
{
    public string Type { get; } = "begin";
}

/// <summary>An objective of the problem.</summary>
/// <param name="Name">The column of the table.</param>
/// <param name="Goal"><c>maximise</c> or <c>minimise</c>.</param>
sealed record ExternalObjective(string Name, string Goal);

/// <summary>A decision of the candidates.</summary>
/// <param name="Name">The name of the decision, unique in the space.</param>
/// <param name="Choices">The choices; a candidate has the index of one of them.</param>
sealed record ExternalDimension(string Name, IReadOnlyList<string> Choices);

/// <summary>A message that asks for candidates; the program answers with one line.</summary>
/// <param name="Count">The number of candidates.</param>
sealed record AskMessage(int Count)
{
    public string Type { get; } = "ask";
}

/// <summary>The answer to an <see cref="AskMessage"/>.</summary>
/// <param name="Candidates">
/// As many candidates as asked for, each with the index of a choice for each dimension; empty if nothing is left to try.
/// </param>
sealed record CandidatesMessage(IReadOnlyList<int[]>? Candidates);

/// <summary>A message that reports the evaluation of candidates; it is not answered.</summary>
/// <param name="Evaluations">The evaluations, in the order in which the candidates were asked for.</param>
sealed record TellMessage(IReadOnlyList<ToldEvaluation> Evaluations)
{
    public string Type { get; } = "tell";
}

/// <summary>The evaluation of one candidate.</summary>
/// <param name="Candidate">The candidate, as in the program's answer.</param>
/// <param name="Objectives">The objectives in their own units; null if the table has no values for the candidate.</param>
sealed record ToldEvaluation(int[] Candidate, IReadOnlyList<double>? Objectives);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BeginMessage))]
[JsonSerializable(typeof(AskMessage))]
[JsonSerializable(typeof(CandidatesMessage))]
[JsonSerializable(typeof(TellMessage))]
sealed partial class ExternalJson : JsonSerializerContext;
