namespace Serverless.Core.Recipes;

/// <summary>The random augmentation of training images in each epoch, in this order: crop, flip, cutout. What is not set is not done.</summary>
public sealed record AugmentationSpecification
{
    /// <value>Black padding in pixels around the image, from which a window of the image's size is cropped at random. 0 to 32, default 0.</value>
    public int CropPadding { get; init; }

    /// <value>Whether images are mirrored left to right with probability 0.5. Default no.</value>
    public bool HorizontalFlip { get; init; }

    /// <value>
    /// Side of a square around a random pixel that is set to the dataset's mean (DeVries, Taylor 2017); at the border, the part outside
    /// the image is cut off. 0 to 256, default 0.
    /// </value>
    public int Cutout { get; init; }
}
