using Serverless.Core.Recipes;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads the choices of a searched field: a list, or a range and its number of levels.</summary>
static class RecipeChoices
{
    static readonly string[] Range = ["low", "high", "levels"];

    /// <param name="fields">The fields of the searched field.</param>
    /// <param name="field">The searched field.</param>
    /// <param name="scale">The spacing of its numbers; null when it is not given.</param>
    /// <returns>The choices; null, with errors reported, when the recipe cannot have them.</returns>
    public static IReadOnlyList<ChoiceValue>? Read(JsonFields fields, SearchedField field, out GridScale? scale)
    {
        scale = fields.Has("scale") && fields.RequiredName("scale", "scale", ["linear", "log"]) is { } name ? name == "log" ? GridScale.Log : GridScale.Linear : null;
        var choices = fields.Has("choices") ? ReadList(fields, field) : ReadRange(fields, field, scale ?? GridScale.Linear);
        if (choices is not null && scale == GridScale.Log && choices.Any(choice => choice.Number is not > 0))
        {
            fields.Fault("scale", "Only numbers greater than 0 have logarithms; use \"linear\", or remove this field.");
            return null;
        }

        return choices;
    }

    /// <summary>Returns why the field cannot have a value; null when it can.</summary>
    public static string? FaultOf(SearchedField field, ChoiceValue choice, ImageShape? shape = null)
    {
        var errors = new ValidationErrors();
        using var training = field.TrainingOf(choice);
        TrainingSection.Read(JsonFields.Open(training.RootElement, pointer: "", errors), images: 0, shape);
        return errors.Any ? errors.ToList()[0].Message : null;
    }

    static IReadOnlyList<ChoiceValue>? ReadList(JsonFields fields, SearchedField field)
    {
        if (Range.FirstOrDefault(fields.Has) is { } name)
        {
            fields.Fault(name, "Choices are already listed; remove this field, or the list.");
            return null;
        }

        if (fields.Choices("choices") is not { } choices)
        {
            return null;
        }

        var isSound = choices.Count > 1;
        if (!isSound)
        {
            fields.Fault("choices", "There is nothing to choose: give two values or more, or set the field in training.");
        }

        foreach (var (place, choice) in choices.Index())
        {
            var fault = FaultOf(field, choice) ?? (choices.Take(place).Contains(choice) ? $"{choice} occurs twice; remove one." : null);
            if (fault is not null)
            {
                fields.Fault("choices", place, fault);
                isSound = false;
            }
        }

        return isSound ? choices : null;
    }

    static IReadOnlyList<ChoiceValue>? ReadRange(JsonFields fields, SearchedField field, GridScale scale)
    {
        if (field.Kind is not (SearchedKind.Number or SearchedKind.Whole))
        {
            fields.Fault("choices", "This is required: the values to choose from, for example " + field.ChoicesExample + ".");
            return null;
        }

        foreach (var missing in Range.Where(name => !fields.Has(name)))
        {
            fields.Fault(missing, $"This is required if no choices are listed: {(missing == "levels" ? $"how many values, 2 to {ValueGrid.MostLevels}" : "an end of the range")}.");
        }

        var low = ReadEnd(fields, "low", field);
        var high = ReadEnd(fields, "high", field);
        var levels = fields.OptionalWhole("levels", 2, ValueGrid.MostLevels);
        if (low is null || high is null || levels is null)
        {
            return null;
        }

        if (high <= low)
        {
            fields.Fault("high", $"{ErrorText.Number(high.Value)} is not above low, {ErrorText.Number(low.Value)}; swap or change them.");
            return null;
        }

        if (scale == GridScale.Log && low <= 0)
        {
            fields.Fault("low", "A logarithmic range must start above 0; raise this, or use \"scale\": \"linear\".");
            return null;
        }

        return [.. ValueGrid.Of(low.Value, high.Value, levels.Value, scale, field.Kind == SearchedKind.Whole).Select(ChoiceValue.Of)];
    }

    static double? ReadEnd(JsonFields fields, string name, SearchedField field)
    {
        if (fields.Number(name) is not { } end)
        {
            return null;
        }

        if (FaultOf(field, ChoiceValue.Of(end)) is { } fault)
        {
            fields.Fault(name, fault);
            return null;
        }

        return end;
    }
}
