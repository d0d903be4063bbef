namespace OrleansSessions.Core.Tests;

internal enum ExpiryAction
{
    Write,
    Drop,
    TakeAndReturn,
    TakeAndWrite,
    TakeAndDrop,
}
