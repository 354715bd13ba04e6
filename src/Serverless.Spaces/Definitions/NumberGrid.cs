namespace Serverless.Spaces.Definitions;

/// <summary>Creates the choices of a numeric decision between low and high.</summary>
/// <param name="definition">A definition of the type integer or real.</param>
/// <param name="pointer">The JSON pointer to it.</param>
/// <param name="faults">Collects the errors.</param>
sealed class NumberGrid(DimensionDefinition definition, string pointer, List<DefinitionFault> faults)
{
    /// <summary>The largest number: no network can use a larger one, and up to it every whole number is exact.</summary>
    const double Largest = 1e9;

    readonly bool _isInteger = definition.Type == "integer";
    readonly bool _isLogarithmic = definition.Scale == "log";

    /// <summary>Returns distinct values, ascending; none if the definition is invalid.</summary>
    public double[] Values()
    {
        var before = faults.Count;
        var (low, high) = (Bound("low", definition.Low), Bound("high", definition.High));
        if (definition.Scale is not (null or "linear" or "log"))
        {
            Fault("scale", $"'{definition.Scale}' is not a scale; use linear or log.");
        }

        CheckSpacing(low);
        if (faults.Count == before && low > high)
        {
            Fault("high", $"{DefinitionValue.Print(high)} is below low, {DefinitionValue.Print(low)}.");
        }

        if (faults.Count > before)
        {
            return [];
        }

        double[] values = [.. (definition.Levels is { } levels ? Levels(low, high, levels) : Steps(low, high)).Distinct()];
        if (values.Length > DimensionChoices.Most)
        {
            Fault("high", $"There are more than {DimensionChoices.Most} whole numbers in these steps: use a larger step, or levels from 2 to {DimensionChoices.Most}.");
            return [];
        }

        return values;
    }

    void CheckSpacing(double low)
    {
        if (definition.Levels is { } levels && levels is < 2 or > DimensionChoices.Most)
        {
            Fault("levels", $"This must be 2 to {DimensionChoices.Most}, not {levels}.");
        }

        if (definition.Levels is null && (!_isInteger || _isLogarithmic))
        {
            Fault("levels", $"This is required here: the number of choices between low and high, 2 to {DimensionChoices.Most}.");
        }

        if (definition.Step is { } step && (!_isInteger || definition.Levels is not null || step is not (>= 1 and <= Largest) || step != Math.Floor(step)))
        {
            Fault("step", "A step is a whole number of at least 1, of an integer without levels; remove or change it.");
        }

        if (_isLogarithmic && low <= 0)
        {
            Fault("low", $"A log scale must start above 0, not at {DefinitionValue.Print(low)}.");
        }
    }

    double Bound(string field, double? value)
    {
        if (value is not { } number || Math.Abs(number) > Largest || (_isInteger && number != Math.Floor(number)))
        {
            Fault(field, $"This is required: a {(_isInteger ? "whole number" : "number")} of at most {Largest:0} in magnitude{(value is { } given ? $", not {DefinitionValue.Print(given)}" : "")}.");
            return 1;
        }

        return number;
    }

    IEnumerable<double> Steps(double low, double high)
    {
        var step = definition.Step ?? 1;
        for (var i = 0; i <= DimensionChoices.Most && low + (i * step) <= high; i++)
        {
            yield return low + (i * step);
        }
    }

    IReadOnlyList<double> Levels(double low, double high, int levels) =>
        low < high ? ValueGrid.Of(low, high, levels, _isLogarithmic ? GridScale.Log : GridScale.Linear, _isInteger) : [low];

    void Fault(string field, string message) => faults.Add(new($"{pointer}/{field}", message));
}
