using System.Globalization;
using Serverless.Core.Generators;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates;

/// <summary>Parses lists that are separated by commas.</summary>
static class NameLists
{
    const int LeastSize = SurrogateFit.LeastArchitectures;
    const int MostSize = 100_000;

    public static IReadOnlyList<string> Split(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="BenchException">A name is not a study.</exception>
    public static IReadOnlyList<Study> Studies(string? text) =>
    [
        .. Split(text).Select(name => Enum.TryParse<Study>(name, ignoreCase: true, out var study) && Enum.IsDefined(study)
            ? study
            : throw new BenchException($"--studies has '{name}'; there are ranks, devices and searches.")).Distinct(),
    ];

    /// <exception cref="BenchException">A name is not a kind that can be fitted.</exception>
    public static IReadOnlyList<string> Kinds(string flag, string? text) =>
    [
        .. Split(text).Select(name => SurrogateFitters.Find(name) is not null
            ? name
            : throw new BenchException($"{flag} has '{name}'; there are {string.Join(", ", SurrogateFitters.Kinds)}.")).Distinct(),
    ];

    /// <exception cref="BenchException">A name is not a balancer of surrogates' losses.</exception>
    public static IReadOnlyList<string> Balancers(string? text) =>
    [
        .. Split(text).Select(name => BalancerKind.OfSurrogates.Contains(name)
            ? name
            : throw new BenchException($"--balancers has '{name}'; there are {string.Join(", ", BalancerKind.OfSurrogates)}.")).Distinct(),
    ];

    /// <exception cref="BenchException">A value is not a number of architectures.</exception>
    public static IReadOnlyList<int> Sizes(string text)
    {
        IReadOnlyList<int> sizes =
        [
            .. Split(text).Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= LeastSize and <= MostSize
                ? number
                : throw new BenchException($"--sizes has '{size}'; each must be a whole number from {LeastSize} to {MostSize}.")).Distinct().Order(),
        ];
        return sizes.Count > 0 ? sizes : throw new BenchException("--sizes must not be empty; specify one or more, for example 100,300,1000.");
    }
}
