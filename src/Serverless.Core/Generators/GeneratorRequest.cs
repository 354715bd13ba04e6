namespace Serverless.Core.Generators;

/// <summary>What a user asks for with <c>POST /api/generators</c>: a generator of what searches have evaluated, of rows of a table, or of both.</summary>
public sealed record GeneratorRequest
{
    /// <summary>The most searches that one fit learns from.</summary>
    public const int MostSearches = 20;

    /// <summary>The most devices that one fit knows.</summary>
    public const int MostDevices = 50;

    /// <value>One of <see cref="GeneratorKind.Names"/>.</value>
    public required string Kind { get; init; }

    /// <value>Searches whose evaluations to learn from, all of one space and one dataset or table; empty: rows of a table are all there is.</value>
    public IReadOnlyList<string> Searches { get; init => field = value ?? []; } = [];

    /// <value>Rows to learn from; null: none.</value>
    public GeneratorRows? Table { get; init; }

    /// <value>What is to be good whatever the device: an objective of the searches, or a column of the table; null: the searches' first that takes a training.</value>
    public string? Quality { get; init; }

    /// <value>The metric of devices: <c>latencyMs</c> or <c>energyMj</c>.</value>
    public required string Cost { get; init; }

    /// <value>The devices that are known, by different names; empty: one for each column of the table that holds <see cref="Cost"/>.</value>
    public IReadOnlyList<RequestedDevice> Devices { get; init => field = value ?? []; } = [];

    public long Seed { get; init; }

    /// <value>Steps of the generator's own training; null: the kind's own number.</value>
    public int? Steps { get; init; }

    /// <value>How gradients or losses of several devices are balanced, a name of a balancer; null: the kind's own.</value>
    public string? Balancer { get; init; }

    /// <value>Seconds of a worker's time that the fit may take, of all attempts together; it fails when they are used up. Null: as many as it needs.</value>
    public double? MaxSeconds { get; init; }
}

/// <summary>Rows of a reference table that a generator is to learn from: of each the quality, and what the devices with columns take.</summary>
public sealed record GeneratorRows
{
    /// <summary>No fit takes more.</summary>
    public const int Most = 5_000;

    /// <summary>How many rows where nobody says.</summary>
    public const int Usual = 300;

    /// <value>The table's name.</value>
    public required string Name { get; init; }

    /// <value>How many rows are drawn, by the request's seed, 1 to <see cref="Most"/>.</value>
    public required int Rows { get; init; }

    /// <value>One of the names that the table's space has; null: that of the searches, or the first, which tells all genotypes apart.</value>
    public string? Space { get; init; }
}

/// <summary>A device that a generator is to know: a column of the table, or a device of the platform.</summary>
public sealed record RequestedDevice
{
    /// <value>What questions are to call it; null: as its column, or its id.</value>
    public string? Name { get; init; }

    /// <value>The column of the table that holds what it takes; null: it is a device of the platform.</value>
    public string? Column { get; init; }

    /// <value>A device of the platform that has measurements of the reference architectures, or looks its costs up; null: it is a column.</value>
    public string? Id { get; init; }

    /// <summary>What it is called.</summary>
    public string NameOf() => Name ?? Column ?? Id ?? "";
}
