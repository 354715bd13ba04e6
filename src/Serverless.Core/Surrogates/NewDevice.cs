namespace Serverless.Core.Surrogates;

/// <summary>A device with measurements of a few architectures, completed from the values of known devices.</summary>
public sealed record NewDevice
{
    /// <summary>The most measurements that are accepted: with more, fit a kind that learns from them alone.</summary>
    public const int MostMeasurements = 1_000;

    /// <summary>The most rows of known devices from which a fit learns, because its cost grows with their cube.</summary>
    public const int MostKnownRows = 2_000;

    /// <summary>The most rows of a column that are read, because choosing the most informative rows is computed row by row.</summary>
    public const int MostRows = 100;

    /// <summary>The default number of rows measured.</summary>
    public const int UsualRows = 10;

    /// <value>The id of the device in objectives.</value>
    public required string Id { get; init; }

    /// <value>The metric measured, for example <c>latencyMs</c>. Null in a request: the metric of the <see cref="Column"/>, or the latency.</value>
    public string? Metric { get; init; }

    /// <value>The measurements; empty: they come from a <see cref="Column"/> or the request's search.</value>
    public IReadOnlyList<DeviceMeasurement> Measurements { get; init => field = value ?? []; } = [];

    /// <value>The column of the table that holds the device's values, of which <see cref="Rows"/> are read; null: none.</value>
    public string? Column { get; init; }

    /// <value>Number of rows of the column to read, the most informative ones; null when there is no column.</value>
    public int? Rows { get; init; }

    /// <value>Number of feature maps after the stem of the measured networks; null: that of the space, or of the search.</value>
    public int? Channels { get; init; }

    /// <value>Number of cells per stage of the measured networks; null: that of the space, or of the search.</value>
    public int? CellsPerStage { get; init; }
}

/// <summary>A measurement of an architecture on a device.</summary>
/// <param name="Architecture">The architecture, in the notation of the table's space.</param>
/// <param name="Value">The value in the metric's unit, greater than 0.</param>
public sealed record DeviceMeasurement(string Architecture, double Value);
