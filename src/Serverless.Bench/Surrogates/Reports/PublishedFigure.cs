namespace Serverless.Bench.Surrogates.Reports;

/// <summary>A figure of a paper, to stand beside ours; protocols differ where the note says so.</summary>
/// <param name="Study">What it answers.</param>
/// <param name="Method">As the paper calls it.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Source">The paper.</param>
public sealed record PublishedFigure(Study Study, string Method, string Measure, double Value, string Source);
