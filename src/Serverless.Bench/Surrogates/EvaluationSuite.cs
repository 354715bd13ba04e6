namespace Serverless.Bench.Surrogates;

/// <summary>Problems and devices to judge surrogates by.</summary>
/// <param name="Problems">Whose ranks are to be foretold; some of them are searched.</param>
/// <param name="Table">The table of the devices.</param>
/// <param name="Latencies">Devices whose latency is known; each is left out in turn.</param>
/// <param name="Energies">Devices whose energy is left out in turn; it is foretold from the latencies of the others.</param>
sealed record EvaluationSuite(
    IReadOnlyList<SuiteProblem> Problems, string Table, IReadOnlyList<SuiteDevice> Latencies, IReadOnlyList<SuiteDevice> Energies);
