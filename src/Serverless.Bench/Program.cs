using Serverless.Bench;

return await BenchCommand.InvokeAsync(args, Console.Error, (options, cancellation) => BenchSession.Run(options, Console.Out, Console.Error, cancellation));
