namespace Serverless.Spaces.Costs;

/// <summary>The size of a window, or its stride.</summary>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
public readonly record struct WindowSize(int Height, int Width)
{
    public override string ToString() => Height == Width ? $"{Height}" : $"{Height} × {Width}";
}
