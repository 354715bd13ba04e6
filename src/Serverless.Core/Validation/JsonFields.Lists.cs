using System.Globalization;
using System.Text.Json;
using Serverless.Spaces;

namespace Serverless.Core.Validation;

sealed partial class JsonFields
{
    /// <summary>The most items of a list in a request; a hostile body could contain millions.</summary>
    const int MostItems = 100;

    /// <summary>Returns the objects in a list; other items are reported and left out.</summary>
    public IReadOnlyList<JsonFields> Objects(string name, int most = MostItems) =>
        [.. Items(name, most).Select((item, i) => Open(item, $"{PointerTo(name)}/{i}", _errors)).OfType<JsonFields>()];

    /// <summary>Returns the items of a list, of any kind.</summary>
    public IReadOnlyList<JsonElement> Elements(string name) => [.. Items(name)];

    /// <summary>Returns the texts in a list; other items are reported and left out.</summary>
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
                _errors.Add($"{PointerTo(name)}/{i}", $"This must be a text, not {ErrorText.Element(item)}.");
            }
        }

        return texts;
    }

    /// <summary>Reports an error of an item of a list.</summary>
    public void Fault(string name, int item, string message) => _errors.Add($"{PointerTo(name)}/{item}", message);

    /// <summary>Returns the whole numbers in a list; null, with errors reported, if an item is not a whole number in the range.</summary>
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
                    CultureInfo.InvariantCulture, $"This must be a whole number from {least:N0} to {most:N0}, not {ErrorText.Element(item)}."));
            }
        }

        return isWhole ? wholes : null;
    }

    /// <summary>
    /// Returns a list of numbers that meet a condition; null, with every other item reported, if there are others or it is not a list.
    /// </summary>
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
                _errors.Add($"{PointerTo(name)}/{i}", $"This must be a number{condition}, not {ErrorText.Element(item)}.");
            }
        }

        return isNumbers ? numbers : null;
    }

    /// <summary>Returns the numbers, booleans and texts in a list; null, with errors reported, if an item is something else.</summary>
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
                _errors.Add($"{PointerTo(name)}/{i}", $"This must be a number, true, false or a text, not {ErrorText.Element(item)}.");
            }
        }

        return areChoices ? choices : null;
    }

    /// <summary>Returns every field as an object, by its name; fields that are not objects are reported and left out.</summary>
    public IReadOnlyList<(string Name, JsonFields Fields)> Objects() =>
        [.. Names().Select(name => (name, Object(name))).Where(field => field.Item2 is not null).Select(field => (field.name, field.Item2!))];

    /// <summary>Returns every field as a number that meets a condition; others are reported and left out.</summary>
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

    /// <value>The names of all fields.</value>
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
            Fault(name, $"This must be a list, not {ErrorText.Element(element)}.");
            return [];
        }

        if (element.GetArrayLength() > most)
        {
            Fault(name, $"This list has {element.GetArrayLength()} items; at most {most} are read.");
        }

        return element.EnumerateArray().Take(most);
    }
}
