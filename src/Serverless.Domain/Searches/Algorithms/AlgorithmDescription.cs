namespace Serverless.Domain.Searches.Algorithms;

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

    /// <summary>Those that the platform runs, in ordinal order: all but the ones with several fidelities, which it does not train at yet.</summary>
    public static IReadOnlyList<string> PlatformNames { get; } =
        [.. All.Where(description => description.Whole("rungs") is null).Select(description => description.Name)];

    /// <summary>The algorithm of that name (case matters), or null.</summary>
    public static AlgorithmDescription? Find(string name) => All.FirstOrDefault(description => description.Name == name);

    internal WholeOption? Whole(string name) => Options.OfType<WholeOption>().FirstOrDefault(option => option.Name == name);

    internal NumberOption? Number(string name) => Options.OfType<NumberOption>().FirstOrDefault(option => option.Name == name);

    internal ChoiceOption? Choice(string name) => Options.OfType<ChoiceOption>().FirstOrDefault(option => option.Name == name);
}
