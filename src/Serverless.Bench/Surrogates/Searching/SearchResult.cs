using Serverless.Bench.Running;

namespace Serverless.Bench.Surrogates.Searching;

/// <summary>How a search came on.</summary>
/// <param name="Task">Which.</param>
/// <param name="Seconds">Of the algorithm, fits and predictions; look-ups are nearly free.</param>
/// <param name="Tight">In the convention tight.</param>
/// <param name="Connected">In the convention connected, which is loose.</param>
public sealed record SearchResult(SearchTask Task, double Seconds, TraceMeasures Tight, TraceMeasures Connected);
