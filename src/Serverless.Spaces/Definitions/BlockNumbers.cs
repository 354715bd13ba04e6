using System.Text.RegularExpressions;

namespace Serverless.Spaces.Definitions;

/// <summary>What the values of a definition are in one architecture.</summary>
/// <param name="dimensions">In genotype order.</param>
/// <param name="isActive">Whether each counts.</param>
/// <param name="genotype">The choice of each.</param>
sealed partial class BlockNumbers(IReadOnlyDictionary<string, (int Place, Dimension Dimension)> dimensions, Func<int, bool> isActive, int[] genotype)
{
    readonly Dictionary<string, int> _indices = [];

    /// <summary>Gives a number of a repetition its name; nothing else may have it.</summary>
    /// <returns>False when something has it.</returns>
    public bool Enter(string index, int value) => !dimensions.ContainsKey(index) && _indices.TryAdd(index, value);

    public void Leave(string index) => _indices.Remove(index);

    /// <summary>Whether every decision that is named counts and has one of the choices.</summary>
    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<DefinitionValue>>? when, string pointer)
    {
        var holds = true;
        foreach (var (written, values) in when ?? new Dictionary<string, IReadOnlyList<DefinitionValue>>())
        {
            var name = Expand(written);
            var at = $"{pointer}/{written}";
            if (_indices.TryGetValue(name, out var index))
            {
                holds &= values.Any(value => value.Number == index);
                continue;
            }

            var (place, dimension) = Find(name, at);
            var faults = new List<DefinitionFault>();
            var places = DimensionChoices.PlacesOf(dimension, values, at, faults);
            LayoutException.ThrowIfAny(faults);
            holds &= isActive(place) && places.Contains(genotype[place]);
        }

        return holds;
    }

    /// <summary>A whole number of a range.</summary>
    public int Whole(DefinitionValue? value, string pointer, int least, int most, int? otherwise = null)
    {
        if (value is null && otherwise is { } given)
        {
            return given;
        }

        var number = value is null ? double.NaN : Number(value, pointer);
        return number >= least && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw new LayoutException(pointer, $"{Told(value, number)}a whole number from {least:N0} to {most:N0}.");
    }

    /// <summary>A bit width.</summary>
    public int Bits(DefinitionValue? value, string pointer)
    {
        var number = value is null ? BitWidths.Unquantised : Number(value, pointer);
        return number is >= 0 and <= BitWidths.Unquantised && number == Math.Floor(number) && BitWidths.Has((int)number)
            ? (int)number
            : throw new LayoutException(
                pointer, $"{Told(value, number)}a whole number from {BitWidths.Fewest} to {BitWidths.MostQuantised}, or {BitWidths.Unquantised}, which quantises nothing.");
    }

    /// <summary>A share: from 0 to below 1.</summary>
    public double Share(DefinitionValue? value, string pointer)
    {
        var number = value is null ? double.NaN : Number(value, pointer);
        return number is >= 0 and < 1 ? number : throw new LayoutException(pointer, $"{Told(value, number)}a number from 0 to below 1.");
    }

    /// <summary>One of some texts.</summary>
    public string Name(DefinitionValue? value, string pointer, IReadOnlyList<string> known, string? otherwise = null)
    {
        var text = value is null ? otherwise : value.Reference is { } name ? ChoiceOf(name, pointer) : value.ToString();
        return text is not null && known.Contains(text)
            ? text
            : throw new LayoutException(pointer, $"{(text is null ? "This is required: " : $"'{text}' is none of ")}{string.Join(", ", known)}.");
    }

    public bool Truth(DefinitionValue? value, string pointer, bool otherwise) =>
        value is null ? otherwise : Name(value, pointer, ["true", "false"]) == "true";

    double Number(DefinitionValue value, string pointer)
    {
        if (value.Times is { } factors)
        {
            return factors.Aggregate(1.0, (product, factor) => product * Number(factor, pointer));
        }

        if (value.Number is { } number)
        {
            return number;
        }

        if (value.Reference is not { } written)
        {
            throw new LayoutException(pointer, $"'{value}' is no number; the choice of a decision is named with a $, for example \"$width\".");
        }

        var name = Expand(written);
        if (_indices.TryGetValue(name, out var index))
        {
            return index;
        }

        var (place, dimension) = Active(name, pointer);
        return dimension.Numbers is { } numbers
            ? numbers[genotype[place]]
            : throw new LayoutException(pointer, $"The choices of '{name}' are no numbers; name a decision of numbers.");
    }

    string ChoiceOf(string written, string pointer)
    {
        var (place, dimension) = Active(Expand(written), pointer);
        return dimension.Choices[genotype[place]];
    }

    (int Place, Dimension Dimension) Active(string name, string pointer)
    {
        var (place, dimension) = Find(name, pointer);
        return isActive(place)
            ? (place, dimension)
            : throw new LayoutException(pointer, $"'{name}' does not count here; give the block a when of the same condition, or the decision none.");
    }

    (int Place, Dimension Dimension) Find(string name, string pointer) => dimensions.TryGetValue(name, out var found)
        ? found
        : throw new LayoutException(pointer, $"'{name}' is no decision; there are {string.Join(", ", dimensions.Keys)}.");

    // {i} in a name is the number of the repetition.
    string Expand(string written) => written.Contains('{', StringComparison.Ordinal)
        ? Indices().Replace(written, match => _indices.TryGetValue(match.Groups[1].Value, out var index) ? $"{index}" : match.Value)
        : written;

    static string Told(DefinitionValue? value, double number) =>
        value is null ? "This is required: " : $"{(value.Number is null ? $"{value} is {DefinitionValue.Print(number)} here; it" : $"{value}")} has to be ";

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]{0,39})\}")]
    private static partial Regex Indices();
}

/// <summary>Blocks cannot be laid out for an architecture.</summary>
sealed class LayoutException(string pointer, string message) : Exception(message)
{
    public DefinitionFault Fault { get; } = new(pointer, message);

    public static void ThrowIfAny(List<DefinitionFault> faults)
    {
        if (faults is [var first, ..])
        {
            throw new LayoutException(first.Pointer, first.Message);
        }
    }
}
