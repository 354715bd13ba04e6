namespace Serverless.Spaces;

/// <summary>The rules for scaling a space's networks.</summary>
public sealed record SkeletonRules
{
    const string Unscaled = "The definition determines the size of the networks; remove this field.";

    /// <value>Whether results for the default skeleton have been published.</value>
    public bool IsPublished { get; init; } = true;

    /// <value>Whether channels and cells determine the size of networks; otherwise the space's definition does.</value>
    public bool IsScaled { get; init; } = true;

    /// <value>The default number of feature maps after the stem.</value>
    public int Channels { get; init; } = 16;

    public int MostChannels { get; init; } = 256;

    /// <value>The step of channels: their number has to be a multiple of it.</value>
    public int ChannelStep { get; init; } = 1;

    /// <value>The default number of cells per stage.</value>
    public int Cells { get; init; } = 5;

    /// <value>The most cells per stage; 1 if networks are not made of cells.</value>
    public int MostCells { get; init; } = 10;

    /// <value>The step of image sizes: height and width have to be multiples of it, because networks halve them without rounding.</value>
    public int SizeStep { get; init; } = 1;

    /// <summary>Returns the error of an image shape, for people; null when it is valid.</summary>
    /// <param name="shape">The image shape.</param>
    /// <param name="space">The space's name.</param>
    public string? FaultOfImages(ImageShape shape, string space) => shape.Height % SizeStep == 0 && shape.Width % SizeStep == 0
        ? null
        : $"The networks of '{space}' take images whose height and width are multiples of {SizeStep}, not {shape.Height} × {shape.Width}.";

    /// <summary>Returns the error of the number of channels, for people; null when it is valid.</summary>
    public string? FaultOfChannels(SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return IsScaled ? ChannelFault(skeleton) : skeleton.Channels == Channels ? null : Unscaled;
    }

    /// <summary>Returns the error of the number of cells, for people; null when it is valid.</summary>
    public string? FaultOfCells(SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return IsScaled ? CellFault(skeleton) : skeleton.CellsPerStage == Cells ? null : Unscaled;
    }

    string? ChannelFault(SpaceSpecification skeleton) => skeleton.Channels < 1 || skeleton.Channels > MostChannels
        ? $"The channels of '{skeleton.Name}' are 1 to {MostChannels}, not {skeleton.Channels}."
        : skeleton.Channels % ChannelStep == 0
            ? null
            : $"The channels of '{skeleton.Name}' must be a multiple of {ChannelStep}, because some convolutions have groups; {skeleton.Channels} is not.";

    string? CellFault(SpaceSpecification skeleton) => skeleton.CellsPerStage >= 1 && skeleton.CellsPerStage <= MostCells
        ? null
        : MostCells == 1
            ? $"The networks of '{skeleton.Name}' do not consist of cells; remove this field."
            : $"The cells per stage of '{skeleton.Name}' are 1 to {MostCells}, not {skeleton.CellsPerStage}.";
}
