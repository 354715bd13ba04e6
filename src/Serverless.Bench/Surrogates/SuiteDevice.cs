namespace Serverless.Bench.Surrogates;

/// <summary>A column of a suite's table that says what a device needs.</summary>
/// <param name="Label">What to call it in answers.</param>
/// <param name="Family">The device; its settings, such as batch sizes, share one.</param>
/// <param name="Column">The column.</param>
sealed record SuiteDevice(string Label, string Family, string Column);
