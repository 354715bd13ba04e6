using System.Text.RegularExpressions;

namespace Serverless.Spaces.Definitions;

/// <summary>Creates decisions with finite ordered choices from their definitions; real numbers become a grid.</summary>
/// <param name="faults">Collects the errors.</param>
sealed partial class DimensionChoices(List<DefinitionFault> faults)
{
    /// <summary>The most choices of a decision.</summary>
    public const int Most = 64;

    static readonly string[] OfRanges = ["low", "high", "step", "levels", "scale"];

    readonly List<Dimension> _made = [];

    /// <summary>Creates the decisions in order; an error in one does not prevent the next from being read.</summary>
    public IReadOnlyList<Dimension> Of(IReadOnlyList<DimensionDefinition> definitions)
    {
        foreach (var (place, definition) in definitions.Index())
        {
            var pointer = $"/definition/dimensions/{place}";
            if (!Names().IsMatch(definition.Name))
            {
                Fault($"{pointer}/name", $"'{definition.Name}' is not a valid decision name: 1 to 40 letters, digits and '_', a letter first.");
            }
            else if (_made.Exists(known => known.Name == definition.Name))
            {
                Fault($"{pointer}/name", $"'{definition.Name}' is already the name of an earlier decision; rename this one.");
            }

            var condition = ConditionOf(definition, pointer);
            _made.Add(ChoicesOf(definition, pointer) with { ActiveWhen = condition });
        }

        return _made;
    }

    Dimension ChoicesOf(DimensionDefinition definition, string pointer)
    {
        RefuseOthers(definition, pointer);
        double[]? numbers = null;
        string[] texts = [];
        switch (definition.Type)
        {
            case "boolean":
                texts = ["false", "true"];
                break;
            case "choice":
                texts = [.. (definition.Choices ?? []).Select(choice => choice.ToString())];
                numbers = (definition.Choices ?? []).All(choice => choice.Number is not null) ? [.. (definition.Choices ?? []).Select(choice => choice.Number!.Value)] : null;
                break;
            case "integer" or "real":
                numbers = new NumberGrid(definition, pointer, faults).Values();
                texts = Array.ConvertAll(numbers, DefinitionValue.Print);
                break;
            default:
                Fault($"{pointer}/type", $"'{definition.Type}' is not a decision type; use choice, boolean, integer or real.");
                break;
        }

        if (definition.Type == "choice")
        {
            CheckChoices(texts, pointer);
        }

        return new Dimension(definition.Name, texts) { Numbers = numbers is [] ? null : numbers, IsLogarithmic = definition.Scale == "log" };
    }

    void CheckChoices(string[] texts, string pointer)
    {
        if (texts.Length is 0 or > Most)
        {
            Fault($"{pointer}/choices", $"A decision has 1 to {Most} choices, not {texts.Length}: give texts or numbers, for example [3, 5, 7].");
        }

        foreach (var (place, text) in texts.Index())
        {
            if (!Texts().IsMatch(text))
            {
                Fault($"{pointer}/choices/{place}", $"'{text}' is not a valid choice: a number, or 1 to 40 of the letters, digits and '_.+-'.");
            }
            else if (Array.IndexOf(texts, text) < place)
            {
                Fault($"{pointer}/choices/{place}", $"'{text}' is repeated; remove it.");
            }
        }
    }

    void RefuseOthers(DimensionDefinition definition, string pointer)
    {
        var isRange = definition.Type is "integer" or "real";
        object?[] given = [definition.Low, definition.High, definition.Step, definition.Levels, definition.Scale];
        foreach (var (field, value) in OfRanges.Zip(given))
        {
            if (value is not null && !isRange)
            {
                Fault($"{pointer}/{field}", "Only integer and real have this; remove this field.");
            }
        }

        if (definition.Choices is not null && definition.Type != "choice")
        {
            Fault($"{pointer}/choices", "Only a choice has this; remove this field.");
        }
    }

    ActivationCondition? ConditionOf(DimensionDefinition definition, string pointer)
    {
        if (definition.When is not { } when)
        {
            return null;
        }

        if (when.Count != 1)
        {
            Fault($"{pointer}/when", $"This must name one earlier decision, not {when.Count}; the decisions that it depends on are included.");
            return null;
        }

        var (name, values) = when.Single();
        var parent = _made.FindIndex(known => known.Name == name);
        if (parent < 0)
        {
            Fault($"{pointer}/when/{name}", $"'{name}' is not an earlier decision; use one before '{definition.Name}'.");
            return null;
        }

        return new ActivationCondition(parent, PlacesOf(_made[parent], values, $"{pointer}/when/{name}", faults));
    }

    /// <summary>Returns the indices of choices; values that are not choices are reported.</summary>
    public static IReadOnlyList<int> PlacesOf(Dimension dimension, IReadOnlyList<DefinitionValue> values, string pointer, List<DefinitionFault> faults)
    {
        var places = new List<int>();
        foreach (var (index, value) in values.Index())
        {
            var place = dimension.Choices.Index().Where(choice => choice.Item == value.ToString()).Select(choice => choice.Index).FirstOrDefault(-1);
            // If the decision has no choices, that has been reported already.
            if (place < 0 && dimension.Choices.Count > 0)
            {
                faults.Add(new($"{pointer}/{index}", $"'{value}' is not a choice of '{dimension.Name}'; use one of {string.Join(", ", dimension.Choices)}."));
            }

            places.Add(place);
        }

        if (values.Count == 0)
        {
            faults.Add(new(pointer, $"This list is empty: give choices of '{dimension.Name}'."));
        }

        return places;
    }

    void Fault(string pointer, string message) => faults.Add(new(pointer, message));

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex Names();

    [GeneratedRegex(@"\A[A-Za-z0-9_.+-]{1,40}\z")]
    private static partial Regex Texts();
}
