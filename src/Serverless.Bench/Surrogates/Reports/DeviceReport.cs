using Serverless.Bench.Statistics;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>How well a device was foretold that was left out; spreads are over seeds.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Unit">Of what it needs.</param>
/// <param name="IsStrict">Whether other settings of the same device were left out too.</param>
/// <param name="KnownDevices">How many devices were known.</param>
/// <param name="TestRows">Rows that it was judged by.</param>
/// <param name="Spearman">Spearman's ρ.</param>
/// <param name="KendallTauB">Kendall's τ-b.</param>
/// <param name="WithinTenPercent">The share of rows foretold within a tenth.</param>
/// <param name="FitSeconds">Wall clock.</param>
public sealed record DeviceReport(
    string Device, string Unit, bool IsStrict, int KnownDevices, int TestRows, Spread Spearman, Spread KendallTauB, Spread WithinTenPercent, Spread FitSeconds);
