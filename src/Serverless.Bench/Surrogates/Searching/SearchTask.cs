using Serverless.Bench.Problems;
using Serverless.Bench.Running;

namespace Serverless.Bench.Surrogates.Searching;

/// <summary>One search of a table, with a surrogate or without.</summary>
/// <param name="Problem">What is searched.</param>
/// <param name="Algorithm">What proposes.</param>
/// <param name="Kind">The kind of surrogate; null: none.</param>
/// <param name="Evaluations">Distinct candidates to evaluate.</param>
/// <param name="Seed">Of the algorithm and of fits.</param>
public sealed record SearchTask(TableProblem Problem, AlgorithmChoice Algorithm, string? Kind, int Evaluations, int Seed);
