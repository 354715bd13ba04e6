namespace Serverless.Core.Recipes;

/// <summary>How training images are changed, differently in each epoch; what is not named is not done. In this order: crop, flip, cutout.</summary>
public sealed record AugmentationSpecification
{
    /// <value>Pixels of black around the image, out of which a window of the image's size is cut at random. 0 to 32, default 0.</value>
    public int CropPadding { get; init; }

    /// <value>Whether every second image, at random, is mirrored left to right. Default no.</value>
    public bool HorizontalFlip { get; init; }

    /// <value>
    /// Side of the square around a random pixel that is set to the dataset's mean (DeVries, Taylor 2017); at the border what is outside
    /// the image is lost. 0 to 256, default 0.
    /// </value>
    public int Cutout { get; init; }
}
