using System.Globalization;
using System.Text.Json;
using Serverless.Spaces;

namespace Serverless.Core.Validation;

sealed partial class JsonFields
{
    /// <summary>No list of a request is longer; a hostile body could hold millions.</summary>
    const int MostItems = 100;

    /// <summary>The objects of a list; those of its items that are none are reported and left out.</summary>
    public IReadOnlyList<JsonFields> Objects(string name, int most = MostItems) =>
        [.. Items(name, most).Select((item, i) => Open(item, $"{PointerTo(name)}/{i}", _errors)).OfType<JsonFields>()];

    /// <summary>The items of a list, whatever they are.</summary>
    public IReadOnlyList<JsonElement> Elements(string name) => [.. Items(name)];

    /// <summary>The texts of a list; those of its items that are none are reported and left out.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (i, item) in Items(name).Index())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                texts.Add(item.GetString()!);
            }
            else
            {
                _errors.Add($"{PointerTo(name)}/{i}", $"This has to be a text, not {ErrorText.Element(item)}.");
            }
        }

        return texts;
    }

    /// <summary>Reports an item of a list.</summary>
    public void Fault(string name, int item, string message) => _errors.Add($"{PointerTo(name)}/{item}", message);

    /// <summary>The whole numbers of a list; null, and errors, when one of its items is none of the range.</summary>
    public IReadOnlyList<int>? Wholes(string name, int least, int most)
    {
        var wholes = new List<int>();
        var isWhole = Find(name) is { ValueKind: JsonValueKind.Array };
        foreach (var (i, item) in Items(name).Index())
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var whole) && whole >= least && whole <= most)
            {
                wholes.Add(whole);
            }
            else
            {
                isWhole = false;
                _errors.Add($"{PointerTo(name)}/{i}", string.Create(
                    CultureInfo.InvariantCulture, $"This has to be a whole number from {least:N0} to {most:N0}, not {ErrorText.Element(item)}."));
            }
        }

        return isWhole ? wholes : null;
    }

    /// <summary>A list of numbers for which a condition holds; null, with every other one reported, when it is none.</summary>
    public IReadOnlyList<double>? NumberList(string name, string condition, Func<double, bool> holds)
    {
        var numbers = new List<double>();
        var isNumbers = Find(name) is { ValueKind: JsonValueKind.Array };
        foreach (var (i, item) in Items(name).Index())
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var number) && double.IsFinite(number) && holds(number))
            {
                numbers.Add(number);
            }
            else
            {
                isNumbers = false;
                _errors.Add($"{PointerTo(name)}/{i}", $"This has to be a number{condition}, not {ErrorText.Element(item)}.");
            }
        }

        return isNumbers ? numbers : null;
    }

    /// <summary>The numbers, booleans and texts of a list; null, and errors, when one of its items is something else.</summary>
    public IReadOnlyList<ChoiceValue>? Choices(string name)
    {
        var choices = new List<ChoiceValue>();
        var areChoices = Find(name) is { ValueKind: JsonValueKind.Array };
        foreach (var (i, item) in Items(name).Index())
        {
            if (item.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
            {
                choices.Add(item.Deserialize(CoreJson.Default.ChoiceValue));
            }
            else
            {
                areChoices = false;
                _errors.Add($"{PointerTo(name)}/{i}", $"This has to be a number, true, false or a text, not {ErrorText.Element(item)}.");
            }
        }

        return areChoices ? choices : null;
    }

    /// <summary>Every field as an object, by its name; those that are none are reported and left out.</summary>
    public IReadOnlyList<(string Name, JsonFields Fields)> Objects() =>
        [.. Names().Select(name => (name, Object(name))).Where(field => field.Item2 is not null).Select(field => (field.name, field.Item2!))];

    /// <summary>Every field as a number for which a condition holds; those that are none are reported and left out.</summary>
    public Dictionary<string, double> Numbers(string condition, Func<double, bool> holds)
    {
        var numbers = new Dictionary<string, double>();
        foreach (var name in Names())
        {
            if (Number(name, condition, holds) is { } number)
            {
                numbers[name] = number;
            }
        }

        return numbers;
    }

    /// <value>The fields there are.</value>
    public IReadOnlyList<string> FieldNames => Names();

    List<string> Names() => [.. _fields.Keys];

    IEnumerable<JsonElement> Items(string name, int most = MostItems)
    {
        if (Find(name) is not { } element)
        {
            return [];
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            Fault(name, $"This has to be a list, not {ErrorText.Element(element)}.");
            return [];
        }

        if (element.GetArrayLength() > most)
        {
            Fault(name, $"This list has {element.GetArrayLength()} items; at most {most} are read.");
        }

        return element.EnumerateArray().Take(most);
    }
}
