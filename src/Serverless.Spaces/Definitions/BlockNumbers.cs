using System.Text.RegularExpressions;

namespace Serverless.Spaces.Definitions;

/// <summary>Evaluates the values of a definition for one architecture.</summary>
/// <param name="dimensions">The decisions, in genotype order.</param>
/// <param name="isActive">Returns whether a decision is active.</param>
/// <param name="genotype">The choice of each decision.</param>
/// <param name="faults">Collects errors, in which case a valid value is used instead; null: errors are thrown.</param>
sealed partial class BlockNumbers(
    IReadOnlyDictionary<string, (int Place, Dimension Dimension)> dimensions, Func<int, bool> isActive, int[] genotype, NetworkFaults? faults = null)
{
    readonly Dictionary<string, int> _indices = [];

    /// <summary>Defines the name for the number of a repetition; it has to be unique.</summary>
    /// <returns>False when the name is already in use.</returns>
    public bool Enter(string index, int value) => !dimensions.ContainsKey(index) && _indices.TryAdd(index, value);

    public void Leave(string index) => _indices.Remove(index);

    /// <summary>Returns whether all named decisions are active and have one of the given choices.</summary>
    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<DefinitionValue>>? when, string pointer)
    {
        var holds = true;
        foreach (var (written, values) in when ?? new Dictionary<string, IReadOnlyList<DefinitionValue>>())
        {
            try
            {
                holds &= Holds(Expand(written), values, $"{pointer}/{written}");
            }
            catch (LayoutException fault) when (IsKept(fault))
            {
                // Treated as true, so that the block is checked too.
            }
        }

        return holds;
    }

    /// <summary>Returns a whole number within a range.</summary>
    public int Whole(DefinitionValue? value, string pointer, int least, int most, int? otherwise = null)
    {
        try
        {
            return WholeOf(value, pointer, least, most, otherwise);
        }
        catch (LayoutException fault) when (IsKept(fault))
        {
            return Math.Clamp(otherwise ?? 1, least, most);
        }
    }

    /// <summary>Returns a bit width.</summary>
    public int Bits(DefinitionValue? value, string pointer)
    {
        try
        {
            return BitsOf(value, pointer);
        }
        catch (LayoutException fault) when (IsKept(fault))
        {
            return BitWidths.Unquantised;
        }
    }

    /// <summary>Returns a share, 0 (inclusive) to 1 (exclusive).</summary>
    public double Share(DefinitionValue? value, string pointer)
    {
        try
        {
            return ShareOf(value, pointer);
        }
        catch (LayoutException fault) when (IsKept(fault))
        {
            return 0;
        }
    }

    /// <summary>Returns one of some texts.</summary>
    public string Name(DefinitionValue? value, string pointer, IReadOnlyList<string> known, string? otherwise = null)
    {
        try
        {
            return NameOf(value, pointer, known, otherwise);
        }
        catch (LayoutException fault) when (IsKept(fault))
        {
            return known[0];
        }
    }

    public bool Truth(DefinitionValue? value, string pointer, bool otherwise) =>
        value is null ? otherwise : Name(value, pointer, ["true", "false"]) == "true";

    bool IsKept(LayoutException fault)
    {
        faults?.Add(fault);
        return faults is not null;
    }

    bool Holds(string name, IReadOnlyList<DefinitionValue> values, string at)
    {
        if (_indices.TryGetValue(name, out var index))
        {
            return values.Any(value => value.Number == index);
        }

        var (place, dimension) = Find(name, at);
        var wrong = new List<DefinitionFault>();
        var places = DimensionChoices.PlacesOf(dimension, values, at, wrong);
        LayoutException.ThrowIfAny(wrong);
        return isActive(place) && places.Contains(genotype[place]);
    }

    int WholeOf(DefinitionValue? value, string pointer, int least, int most, int? otherwise)
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

    int BitsOf(DefinitionValue? value, string pointer)
    {
        var number = value is null ? BitWidths.Unquantised : Number(value, pointer);
        return number is >= 0 and <= BitWidths.Unquantised && number == Math.Floor(number) && BitWidths.Has((int)number)
            ? (int)number
            : throw new LayoutException(
                pointer, $"{Told(value, number)}a whole number from {BitWidths.Fewest} to {BitWidths.MostQuantised}, or {BitWidths.Unquantised}, which quantises nothing.");
    }

    double ShareOf(DefinitionValue? value, string pointer)
    {
        var number = value is null ? double.NaN : Number(value, pointer);
        return number is >= 0 and < 1 ? number : throw new LayoutException(pointer, $"{Told(value, number)}a number from 0 to below 1.");
    }

    string NameOf(DefinitionValue? value, string pointer, IReadOnlyList<string> known, string? otherwise)
    {
        var text = value is null ? otherwise : value.Reference is { } name ? ChoiceOf(name, pointer) : value.ToString();
        return text is not null && known.Contains(text)
            ? text
            : throw new LayoutException(pointer, $"{(text is null ? "This is required: " : $"'{text}' is not one of ")}{string.Join(", ", known)}.");
    }

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
            throw new LayoutException(pointer, $"'{value}' is not a number; refer to the choice of a decision with a $, for example \"$width\".");
        }

        var name = Expand(written);
        if (_indices.TryGetValue(name, out var index))
        {
            return index;
        }

        var (place, dimension) = Active(name, pointer);
        return dimension.Numbers is { } numbers
            ? numbers[genotype[place]]
            : throw new LayoutException(pointer, $"The choices of '{name}' are not numbers; use a numeric decision.");
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
            : throw new LayoutException(pointer, $"'{name}' does not apply here; give the block a when with the same condition, or remove the decision's when.");
    }

    (int Place, Dimension Dimension) Find(string name, string pointer) =>
        faults?.IsUnsound(name, dimensions.ContainsKey(name)) == true ? throw new LayoutException(fault: null)
        : dimensions.TryGetValue(name, out var found) ? found
        : throw new LayoutException(pointer, $"'{name}' is not a decision; use one of {string.Join(", ", dimensions.Keys)}.");

    // {i} in a name stands for the number of the repetition.
    string Expand(string written) => written.Contains('{', StringComparison.Ordinal)
        ? Indices().Replace(written, match => _indices.TryGetValue(match.Groups[1].Value, out var index) ? $"{index}" : match.Value)
        : written;

    static string Told(DefinitionValue? value, double number) =>
        value is null ? "This is required: " : $"{(value.Number is null ? $"{value} is {DefinitionValue.Print(number)} here; it" : $"{value}")} must be ";

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]{0,39})\}")]
    private static partial Regex Indices();
}
