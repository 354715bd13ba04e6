namespace Serverless.Spaces.Costs;

/// <summary>How far a window, or its stride, reaches.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct WindowSize(int Height, int Width)
{
    public override string ToString() => Height == Width ? $"{Height}" : $"{Height} × {Width}";
}
