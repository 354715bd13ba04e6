namespace Serverless.Spaces.Recipes;

/// <summary>A field of the training recipe that is searched together with the architecture.</summary>
public sealed record RecipeDimension
{
    /// <value>The choices, two or more, distinct; their order is part of the space.</value>
    public required IReadOnlyList<ChoiceValue> Choices { get; init; }

    /// <value>The scale on which models compare numbers; null: linear.</value>
    public GridScale? Scale { get; init; }

    /// <value>The condition under which it is active: one other field, and some of its choices; null: always active.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<ChoiceValue>>? When { get; init; }
}
