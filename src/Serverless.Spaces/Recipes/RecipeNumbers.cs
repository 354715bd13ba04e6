namespace Serverless.Spaces.Recipes;

/// <summary>Encodes the recipe of an architecture as numbers: see <see cref="Features.JointFeatures"/>.</summary>
sealed class RecipeNumbers
{
    const double Middle = 0.5;

    readonly JointSpace _space;
    readonly double[]?[] _shares;

    public RecipeNumbers(JointSpace space)
    {
        _space = space;
        _shares = [.. space.Fields.Select(SharesOf)];
        Names =
        [
            .. space.Fields.Index().SelectMany(field => space.Dimensions[space.NetworkDecisions + field.Index] is var dimension && _shares[field.Index] is null
                ? dimension.Choices.Select(choice => $"{dimension.Name}={choice}")
                : [dimension.Name]),
        ];
    }

    /// <value>The name of each number.</value>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Writes into a destination of zeros.</summary>
    public void Write(Architecture architecture, Span<double> destination)
    {
        for (var i = 0; i < _shares.Length; i++)
        {
            var place = _space.NetworkDecisions + i;
            var (isActive, choice) = (_space.IsActive(architecture.Genotype, place), architecture.Genotype[place]);
            if (_shares[i] is { } shares)
            {
                destination[0] = isActive ? shares[choice] : Middle;
                destination = destination[1..];
            }
            else
            {
                destination[choice] = isActive ? 1 : 0;
                destination = destination[_space.Fields[i].Choices.Count..];
            }
        }
    }

    // Null if the choices are names.
    static double[]? SharesOf(RecipeDimension field)
    {
        if (field.Choices.All(choice => choice.IsFlag))
        {
            return [.. field.Choices.Select(choice => choice.Text == "true" ? 1.0 : 0.0)];
        }

        if (field.Choices.Any(choice => choice.Number is null))
        {
            return null;
        }

        double[] numbers = [.. field.Choices.Select(choice => choice.Number!.Value)];
        var scale = numbers.Min() > 0 ? field.Scale ?? GridScale.Linear : GridScale.Linear;
        return [.. numbers.Select(number => ValueGrid.Share(number, numbers.Min(), numbers.Max(), scale))];
    }
}
