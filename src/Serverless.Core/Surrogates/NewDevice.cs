namespace Serverless.Core.Surrogates;

/// <summary>A device of which a few architectures were measured, to be completed from what known devices need.</summary>
public sealed record NewDevice
{
    /// <summary>No more measurements are taken: with so many, fit a kind that learns from them alone.</summary>
    public const int MostMeasurements = 1_000;

    /// <summary>No more rows of known devices are learnt from: what that takes grows with their cube.</summary>
    public const int MostKnownRows = 2_000;

    /// <summary>No more rows of a column are read: which of them tell most is weighed for each.</summary>
    public const int MostRows = 100;

    /// <summary>So many rows are measured where a request does not say how many.</summary>
    public const int UsualRows = 10;

    /// <value>What objectives call the device.</value>
    public required string Id { get; init; }

    /// <value>What was measured, for example <c>latencyMs</c>. Null in a request: what the <see cref="Column"/> holds, or latencies.</value>
    public string? Metric { get; init; }

    /// <value>What was measured where; empty: a <see cref="Column"/> or the request's search tells.</value>
    public IReadOnlyList<DeviceMeasurement> Measurements { get; init => field = value ?? []; } = [];

    /// <value>The column of the table that holds what the device needs, of which <see cref="Rows"/> are read; null: none does.</value>
    public string? Column { get; init; }

    /// <value>Rows of the column to read, those that tell most; null where there is no column.</value>
    public int? Rows { get; init; }

    /// <value>Feature maps after the stem of what was measured; null: those that the space, or the search, has.</value>
    public int? Channels { get; init; }

    /// <value>Cells a stage of what was measured; null: those that the space, or the search, has.</value>
    public int? CellsPerStage { get; init; }
}

/// <summary>What a device needed for an architecture.</summary>
/// <param name="Architecture">In the notation of the table's space.</param>
/// <param name="Value">In the metric's unit, above 0.</param>
public sealed record DeviceMeasurement(string Architecture, double Value);
