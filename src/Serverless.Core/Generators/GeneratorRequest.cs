namespace Serverless.Core.Generators;

/// <summary>The body of <c>POST /api/generators</c>: a request to fit a generator to evaluations of searches, rows of a table, or both.</summary>
public sealed record GeneratorRequest
{
    /// <summary>The most searches from which a fit can learn.</summary>
    public const int MostSearches = 20;

    /// <summary>The most devices of a fit.</summary>
    public const int MostDevices = 50;

    /// <value>The kind, one of <see cref="GeneratorKind.Names"/>.</value>
    public required string Kind { get; init; }

    /// <value>Searches from whose evaluations to learn, all of one space and one dataset or table; empty: learn only from rows of a table.</value>
    public IReadOnlyList<string> Searches { get; init => field = value ?? []; } = [];

    /// <value>Rows of a table from which to learn; null: none.</value>
    public GeneratorRows? Table { get; init; }

    /// <value>
    /// The device-independent objective: an objective of the searches, or a column of the table; null: the searches' first objective that needs
    /// training.
    /// </value>
    public string? Quality { get; init; }

    /// <value>The device metric: <c>latencyMs</c> or <c>energyMj</c>.</value>
    public required string Cost { get; init; }

    /// <value>The known devices, with distinct names; empty: one for each column of the table that holds <see cref="Cost"/>.</value>
    public IReadOnlyList<RequestedDevice> Devices { get; init => field = value ?? []; } = [];

    public long Seed { get; init; }

    /// <value>Number of steps of the generator's own training; null: the default of the kind.</value>
    public int? Steps { get; init; }

    /// <value>The method that balances gradients or losses of several devices, a name of a balancer; null: the default of the kind.</value>
    public string? Balancer { get; init; }

    /// <value>Limit of worker time for the fit, in seconds, of all attempts together; the fit fails when it is used up. Null: no limit.</value>
    public double? MaxSeconds { get; init; }
}

/// <summary>Rows of a reference table from which a generator learns: the quality of each, and its costs on the devices with columns.</summary>
public sealed record GeneratorRows
{
    /// <summary>The most rows of a fit.</summary>
    public const int Most = 5_000;

    /// <summary>The default number of rows.</summary>
    public const int Usual = 300;

    /// <value>The table's name.</value>
    public required string Name { get; init; }

    /// <value>Number of rows to draw, with the request's seed, 1 to <see cref="Most"/>.</value>
    public required int Rows { get; init; }

    /// <value>One of the names of the table's space; null: the name that the searches use, or the first, which distinguishes all genotypes.</value>
    public string? Space { get; init; }
}

/// <summary>A device to which a generator is fitted: a column of the table, or a device of the platform.</summary>
public sealed record RequestedDevice
{
    /// <value>The name of the device in questions; null: the name of its column, or its id.</value>
    public string? Name { get; init; }

    /// <value>The column of the table that holds the device's costs; null: it is a device of the platform.</value>
    public string? Column { get; init; }

    /// <value>
    /// The id of a device of the platform that has measurements of the reference architectures, or is a lookup device; null: it is a column.
    /// </value>
    public string? Id { get; init; }

    /// <summary>Returns the name of the device.</summary>
    public string NameOf() => Name ?? Column ?? Id ?? "";
}
