namespace Serverless.Algorithms.Options;

/// <summary>A search algorithm as requests know it.</summary>
/// <param name="Name">Its name in requests.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Options">The fields that a request may give it, besides its name.</param>
public sealed record AlgorithmDescription(string Name, string Summary, IReadOnlyList<AlgorithmOption> Options)
{
    /// <summary>All algorithms, by name in ordinal order.</summary>
    public static IReadOnlyList<AlgorithmDescription> All { get; } =
        [.. AlgorithmList.Entries.OrderBy(description => description.Name, StringComparer.Ordinal)];

    /// <summary>Their names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(description => description.Name)];

    /// <summary>Those that the platform runs, in ordinal order: all but the ones that decide fidelities themselves.</summary>
    public static IReadOnlyList<string> PlatformNames { get; } =
        [.. All.Where(description => !description.DecidesFidelities).Select(description => description.Name)];

    /// <summary>The algorithm of that name (case matters), or null.</summary>
    public static AlgorithmDescription? Find(string name) => All.FirstOrDefault(description => description.Name == name);

    /// <value>
    /// Whether it says of each proposal how far to train it. The platform does not let it: there the rungs of the recipe and their
    /// promotion rule decide, for every algorithm alike.
    /// </value>
    public bool DecidesFidelities => Whole("rungs") is not null;

    public WholeOption? Whole(string name) => Options.OfType<WholeOption>().FirstOrDefault(option => option.Name == name);

    public NumberOption? Number(string name) => Options.OfType<NumberOption>().FirstOrDefault(option => option.Name == name);

    public ChoiceOption? Choice(string name) => Options.OfType<ChoiceOption>().FirstOrDefault(option => option.Name == name);
}
