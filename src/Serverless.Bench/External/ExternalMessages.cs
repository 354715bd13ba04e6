using System.Text.Json.Serialization;

namespace Serverless.Bench.External;

/// <summary>The first line that a program reads: what it searches.</summary>
/// <param name="Problem">The problem's name in answers.</param>
/// <param name="Seed">Of this search; the same seed shall give the same candidates.</param>
/// <param name="Evaluations">The budget.</param>
/// <param name="Objectives">In the order of told values.</param>
/// <param name="Dimensions">The decisions of a candidate, in order.</param>
sealed record BeginMessage(
    string Problem, int Seed, int Evaluations, IReadOnlyList<ExternalObjective> Objectives, IReadOnlyList<ExternalDimension> Dimensions)
{
    public string Type { get; } = "begin";
}

/// <summary>One objective.</summary>
/// <param name="Name">The table's column.</param>
/// <param name="Goal"><c>maximise</c> or <c>minimise</c>.</param>
sealed record ExternalObjective(string Name, string Goal);

/// <summary>One decision.</summary>
/// <param name="Name">Unique in the space.</param>
/// <param name="Choices">A candidate has the index of one of them.</param>
sealed record ExternalDimension(string Name, IReadOnlyList<string> Choices);

/// <summary>Asks for candidates; the program answers with one line.</summary>
/// <param name="Count">How many.</param>
sealed record AskMessage(int Count)
{
    public string Type { get; } = "ask";
}

/// <summary>The answer to an <see cref="AskMessage"/>.</summary>
/// <param name="Candidates">As many as asked for, each an index of a choice for each dimension; none when there is nothing left to try.</param>
sealed record CandidatesMessage(IReadOnlyList<int[]>? Candidates);

/// <summary>Tells what became of candidates; not answered.</summary>
/// <param name="Evaluations">In the order in which they were asked for.</param>
sealed record TellMessage(IReadOnlyList<ToldEvaluation> Evaluations)
{
    public string Type { get; } = "tell";
}

/// <summary>What became of one candidate.</summary>
/// <param name="Candidate">As it was answered.</param>
/// <param name="Objectives">In their own units; null when the table has no values for it.</param>
sealed record ToldEvaluation(int[] Candidate, IReadOnlyList<double>? Objectives);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BeginMessage))]
[JsonSerializable(typeof(AskMessage))]
[JsonSerializable(typeof(CandidatesMessage))]
[JsonSerializable(typeof(TellMessage))]
sealed partial class ExternalJson : JsonSerializerContext;
