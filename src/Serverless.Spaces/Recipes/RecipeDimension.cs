namespace Serverless.Spaces.Recipes;

/// <summary>A field of the training recipe that is searched beside the architecture.</summary>
public sealed record RecipeDimension
{
    /// <value>Two or more, distinct; their order is part of the space.</value>
    public required IReadOnlyList<ChoiceValue> Choices { get; init; }

    /// <value>How models compare numbers; null: linearly.</value>
    public GridScale? Scale { get; init; }

    /// <value>The one other field, and those of its choices with which this one counts; null: it always does.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<ChoiceValue>>? When { get; init; }
}
